package fiveways.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How numbers, times and lines are shown. */
public final class Text {
  private Text() {}

  /** {@code 0.8 ms}, {@code 412 ms}, {@code 1.003 s}, {@code 71 s}: three digits or so. */
  public static String time(Duration took) {
    double millis = took.toNanos() / 1e6;
    if (millis < 9.95) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    if (millis < 999.5) {
      return String.format(Locale.ROOT, "%.0f ms", millis);
    }
    return String.format(Locale.ROOT, millis < 10_000 ? "%.3f s" : "%.1f s", millis / 1e3);
  }

  /** Seconds with two decimals: {@code 1.00 s}. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }

  /** As a user would type it: {@code 1s}, {@code 500ms}. */
  public static String plain(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** {@code 127.0.0.1:7000}. */
  public static String address(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** {@code 512 bytes}, {@code 6.5 KiB}, {@code 64 KiB}, {@code 2.6 MiB}. */
  public static String size(long bytes) {
    double kib = bytes / 1024.0;
    if (kib < 1) {
      return count(bytes, "byte");
    }
    if (kib < 1024) {
      return String.format(Locale.ROOT, kib < 10 ? "%.1f KiB" : "%.0f KiB", kib);
    }
    return String.format(Locale.ROOT, "%.1f MiB", kib / 1024);
  }

  /** {@code 1 connection}, {@code 10,000 connections}. */
  public static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  /** Exactly so wide: filled with blanks, or cut. */
  public static String column(String text, int width, Glyphs glyphs) {
    return text.length() <= width
        ? text + " ".repeat(width - text.length())
        : text.substring(0, width - 1) + glyphs.cut();
  }

  /** Broken at blanks into lines that are at most so wide, where words allow. */
  public static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.strip().split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Every line moved to the right, and broken where it would be too wide; its own indent stays. */
  public static List<String> indented(String text, int by) {
    var lines = new ArrayList<String>();
    for (var line : text.lines().toList()) {
      int indent = by + line.length() - line.stripLeading().length();
      wrap(line, Terminal.WIDTH - indent).forEach(piece -> lines.add(" ".repeat(indent) + piece));
    }
    return lines;
  }

  /** What a user typed, as a line is sent: one char per byte. */
  public static String toWire(String typed) {
    return new String(typed.getBytes(UTF_8), ISO_8859_1);
  }

  /** A line as it came, one char per byte, for a terminal: nothing in it is obeyed. */
  public static String fromWire(String line) {
    var shown = new StringBuilder();
    new String(line.getBytes(ISO_8859_1), UTF_8)
        .codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c) && c != '\t') {
            shown.append(String.format(Locale.ROOT, "\\x%02x", c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }
}
