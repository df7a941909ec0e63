package fiveways.measure;

import java.util.List;

/**
 * A Java file without its comments: a blank for each of their characters, so that lines and columns
 * stay. The parser has no say in this, since it drops comments; what strings, characters and text
 * blocks hold is code, whatever it looks like.
 */
public final class CodeText {
  private static final String TEXT_BLOCK = "\"\"\"";

  private final String source;
  private final StringBuilder code = new StringBuilder();
  private int at;

  private CodeText(String source) {
    this.source = source;
  }

  /** The same text, comments blanked out. */
  public static String of(String source) {
    return new CodeText(source).scanned();
  }

  /** The same, line by line. */
  public static List<String> lines(String source) {
    return of(source).lines().toList();
  }

  private String scanned() {
    while (at < source.length()) {
      if (source.startsWith("//", at)) {
        blank(lineEnd());
      } else if (source.startsWith("/*", at)) {
        blank(after("*/", at + 2));
      } else if (source.startsWith(TEXT_BLOCK, at)) {
        keep(literalEnd(TEXT_BLOCK));
      } else if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
        keep(literalEnd(source.substring(at, at + 1)));
      } else {
        keep(at + 1);
      }
    }
    return code.toString();
  }

  private int lineEnd() {
    int end = at;
    while (end < source.length() && !lineBreak(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private int after(String mark, int from) {
    int found = source.indexOf(mark, from);
    return found < 0 ? source.length() : found + mark.length();
  }

  private int literalEnd(String quote) {
    int end = at + quote.length();
    while (end < source.length() && !source.startsWith(quote, end)) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(source.length(), end + quote.length());
  }

  private void keep(int end) {
    code.append(source, at, end);
    at = end;
  }

  private void blank(int end) {
    for (; at < end; at++) {
      char c = source.charAt(at);
      code.append(lineBreak(c) ? c : ' ');
    }
  }

  private static boolean lineBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
