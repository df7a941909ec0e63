package fiveways.checks;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of a page that are generated: {@code <!-- generated:name -->} … {@code <!-- /generated
 * -->}.
 */
public final class Sections {
  private static final Pattern SECTION =
      Pattern.compile("(?s)<!-- generated:([a-z-]+) -->\n(.*?)<!-- /generated -->");

  private Sections() {}

  /** The names of the generated parts of a page, in their order. */
  public static List<String> in(String page) {
    return SECTION.matcher(page).results().map(section -> section.group(1)).toList();
  }

  /** The page with that part replaced; the same page if it has no such part. */
  public static String with(String page, String name, String content) {
    return SECTION
        .matcher(page)
        .replaceAll(section ->
            Matcher.quoteReplacement(
                section.group(1).equals(name)
                    ? "<!-- generated:%s -->\n%s<!-- /generated -->"
                        .formatted(name, content.endsWith("\n") ? content : content + "\n")
                    : section.group()));
  }
}
