package fiveways.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command reads and writes, and what that place can show. Everything is readable without
 * colour and without Unicode; nothing is wider than {@value #WIDTH} columns.
 *
 * @param in what the user types or pipes in
 * @param out what was asked for
 * @param err what went wrong
 * @param colour whether styles are shown
 * @param live whether somebody watches, so that a line may be written over
 * @param glyphs what bars and marks are drawn with
 */
public record Terminal(
    InputStream in, PrintStream out, PrintStream err, boolean colour, boolean live, Glyphs glyphs) {

  /** Also on a projector. */
  public static final int WIDTH = 80;

  /** What a piece of text is, and so how it looks. */
  public enum Style {
    PLAIN(""),
    TITLE("1;36"),
    STRONG("1"),
    GOOD("32"),
    BAD("1;31"),
    MARK("33"),
    WORK("36"),
    QUIET("2");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /** The process's own. */
  public static Terminal system() {
    boolean terminal = outputIsATerminal() && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(
        System.in,
        System.out,
        System.err,
        terminal && wantsColour(System.getenv()),
        terminal,
        Glyphs.of(Charset.forName(System.getProperty("stdout.encoding", "UTF-8"))));
  }

  /** See no-color.org: the variable counts if it is there and not empty. */
  static boolean wantsColour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** The JDK only tells whether input and output both are; so ask the system first. */
  private static boolean outputIsATerminal() {
    var output = Path.of("/proc/self/fd/1");
    if (!Files.isSymbolicLink(output)) {
      return somebodyTypes();
    }
    try {
      var target = Files.readSymbolicLink(output).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Whether input and output are both a terminal. */
  static boolean somebodyTypes() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** The text in that style, if there is colour. */
  public String style(Style style, String text) {
    return colour && style != Style.PLAIN && !text.isEmpty()
        ? "\033[" + style.code + "m" + text + "\033[0m"
        : text;
  }

  public String strong(String text) {
    return style(Style.STRONG, text);
  }

  public String quiet(String text) {
    return style(Style.QUIET, text);
  }

  /** Writes a line, and lets it be seen at once. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Writes a part of a line, and lets it be seen at once. */
  public void part(String text) {
    out.print(text);
    out.flush();
  }

  /** Says what went wrong, in a line. */
  public void complain(String text) {
    err.println(text);
    err.flush();
  }

  /** The same, but all that would go to standard output goes to standard error. */
  public Terminal aside() {
    return new Terminal(in, err, err, false, false, glyphs);
  }
}
