package fiveways.cli.compare;

import fiveways.cli.Glyphs;
import java.util.ArrayList;
import java.util.List;

/** Lines of code in a column: what does not fit goes on below, with a sign before it. */
final class Wrapped {
  private Wrapped() {}

  /** At most so wide each; a line that is broken shows it, and nothing is lost. */
  static List<String> of(String line, int width, Glyphs glyphs) {
    if (line.length() <= width) {
      return List.of(line);
    }
    int indent = Math.min(line.length() - line.stripLeading().length() + 2, width / 2);
    var sign = " ".repeat(indent) + glyphs.wrapped() + " ";
    var pieces = new ArrayList<String>();
    int end = breakBefore(line, width, indent);
    pieces.add(line.substring(0, end).stripTrailing());
    for (var rest = line.substring(end).strip(); !rest.isEmpty(); ) {
      int room = width - sign.length();
      int cut = rest.length() <= room ? rest.length() : breakBefore(rest, room, 0);
      pieces.add(sign + rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).strip();
    }
    return pieces;
  }

  /** At the last blank that helps; in a word only if there is none. */
  private static int breakBefore(String line, int width, int from) {
    int blank = line.lastIndexOf(' ', width);
    return blank > from + 1 ? blank : width;
  }
}
