package fiveways.cli.demo;

import fiveways.cli.Terminal;
import java.util.List;

/** Lines that are written over as time goes by, where somebody watches. */
final class Redrawn {
  private static final String NO_WRAP = "\033[?7l"; // a narrow window must not change the count
  private static final String WRAP = "\033[?7h";
  private static final String TO_THE_END_OF_THE_LINE = "\033[K";

  private final Terminal terminal;
  private int drawn;

  Redrawn(Terminal terminal) {
    this.terminal = terminal;
  }

  /** As it is now. Where nobody watches, only {@link #last} is shown. */
  void now(List<String> lines) {
    if (terminal.live()) {
      var frame = new StringBuilder(NO_WRAP);
      if (drawn > 0) {
        frame.append("\033[").append(drawn).append('A');
      }
      for (var line : lines) {
        frame.append('\r').append(line).append(TO_THE_END_OF_THE_LINE).append('\n');
      }
      terminal.part(frame.append(WRAP).toString());
      drawn = lines.size();
    }
  }

  /** As it stays. */
  void last(List<String> lines) {
    if (terminal.live()) {
      now(lines);
    } else {
      lines.forEach(terminal::line);
    }
  }
}
