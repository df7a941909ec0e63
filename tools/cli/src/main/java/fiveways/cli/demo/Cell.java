package fiveways.cli.demo;

import fiveways.cli.Terminal.Style;
import java.util.Locale;

/** A cell of a table: its text, and how that looks. */
record Cell(String text, Style style) {
  static final Cell EMPTY = plain("");

  private static final long KIB = 1024;

  static Cell plain(String text) {
    return new Cell(text, Style.PLAIN);
  }

  static Cell good(String text) {
    return new Cell(text, Style.GOOD);
  }

  static Cell bad(String text) {
    return new Cell(text, Style.BAD);
  }

  static Cell mark(String text) {
    return new Cell(text, Style.MARK);
  }

  /** In four columns at most: {@code 512}, {@code 97K}, {@code 2.6M}. */
  static String size(long bytes) {
    if (bytes < KIB) {
      return String.valueOf(bytes);
    }
    return bytes < 1000 * KIB
        ? bytes / KIB + "K"
        : String.format(Locale.ROOT, "%.1fM", (double) bytes / (KIB * KIB));
  }
}
