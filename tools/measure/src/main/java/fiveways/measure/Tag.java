package fiveways.measure;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line that begins or ends a region of a source file, for slides, pages and comparisons.
 *
 * @param name of the region: {@code plain}
 * @param begins whether it begins here, or ends
 */
public record Tag(String name, boolean begins) {
  private static final Pattern TAG = Pattern.compile("^\\s*// (tag|end)::([a-z0-9-]+)\\[]\\s*$");

  /** The tag that this line is; empty if it is none. */
  public static Optional<Tag> in(String line) {
    var tag = TAG.matcher(line);
    return tag.matches()
        ? Optional.of(new Tag(tag.group(2), tag.group(1).equals("tag")))
        : Optional.empty();
  }
}
