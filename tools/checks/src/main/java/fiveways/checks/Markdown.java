package fiveways.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown file, taken apart as far as the house needs it. */
final class Markdown {
  /** Something in a line. */
  record Piece(int line, String text) {}

  private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~).*");
  private static final Pattern HEADING = Pattern.compile("^(#{1,6}) (.*?)\\s*#*$");
  private static final Pattern SPAN = Pattern.compile("(`+)(.+?)\\1");
  private static final Pattern LINK =
      Pattern.compile("]\\(\\s*<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\s*\\)");
  private static final Pattern NAMED = Pattern.compile("^\\s*\\[[^]]+]:\\s*<?(\\S+?)>?(?:\\s.*)?$");
  private static final Pattern HTML = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  private final List<Piece> headings = new ArrayList<>();
  private final List<Piece> links = new ArrayList<>();
  private final List<Piece> code = new ArrayList<>();
  private final Map<String, Integer> anchors = new LinkedHashMap<>();

  private Markdown() {}

  static Markdown of(List<String> lines) {
    var page = new Markdown();
    boolean fenced = false;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (FENCE.matcher(line).matches()) {
        fenced = !fenced;
      } else if (fenced) {
        page.code.add(new Piece(i + 1, line.strip()));
      } else {
        page.prose(i + 1, line);
      }
    }
    return page;
  }

  /** Headings with their signs: {@code ## The idea}. */
  List<Piece> headings() {
    return headings;
  }

  /** What links point to, as written. */
  List<Piece> links() {
    return links;
  }

  /** Spans of code, and the lines of blocks of code. */
  List<Piece> code() {
    return code;
  }

  /** Where a link can point into this page, without the {@code #}. */
  boolean hasAnchor(String anchor) {
    return anchors.containsKey(anchor);
  }

  private void prose(int number, String line) {
    var heading = HEADING.matcher(line);
    if (heading.matches()) {
      headings.add(new Piece(number, heading.group(1) + " " + heading.group(2)));
      anchor(heading.group(2));
    }
    SPAN.matcher(line).results().forEach(s -> code.add(new Piece(number, s.group(2).strip())));
    var withoutCode = SPAN.matcher(line).replaceAll(s -> Matcher.quoteReplacement("`code`"));
    for (var pattern : List.of(LINK, NAMED, HTML)) {
      pattern
          .matcher(withoutCode)
          .results()
          .forEach(link -> links.add(new Piece(number, link.group(1))));
    }
  }

  private final Map<String, Integer> seen = new HashMap<>();

  /** As GitHub makes them: lower case, no punctuation, hyphens for spaces, numbers for doubles. */
  private void anchor(String heading) {
    var text = heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT);
    var anchor = text.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
    int before = seen.merge(anchor, 1, Integer::sum) - 1;
    anchors.put(before == 0 ? anchor : anchor + "-" + before, before);
  }
}
