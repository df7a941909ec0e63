package fiveways.cli;

import fiveways.cli.Terminal.Style;
import java.io.IOException;
import java.time.Duration;

/** What a measuring command finds out, line by line. */
record Findings(Terminal terminal) {
  private static final String TO_THE_END_OF_THE_LINE = "\033[K";

  void tell(String what, String text) {
    terminal.line(line(what, text));
  }

  /** How far it is: where somebody watches, the next line is written over it. */
  void soFar(String what, String text) {
    if (terminal.live()) {
      terminal.part(line(what, text) + TO_THE_END_OF_THE_LINE + "\r");
    }
  }

  void threads(int platform, int virtual) {
    tell(
        "threads",
        Text.count(platform, "platform thread") + ", " + Text.count(virtual, "virtual thread"));
  }

  /** The exit code of what cannot go on. */
  int failed(IOException e) {
    terminal.complain(terminal.style(Style.BAD, "failed: ") + e.getMessage());
    return 1;
  }

  private String line(String what, String text) {
    var end = terminal.live() ? TO_THE_END_OF_THE_LINE : "";
    return "  " + terminal.style(Style.WORK, "%-10s".formatted(what)) + text + end;
  }

  static String since(long start) {
    return Text.time(Duration.ofNanos(System.nanoTime() - start));
  }
}
