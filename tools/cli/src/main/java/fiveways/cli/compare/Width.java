package fiveways.cli.compare;

import fiveways.cli.Mistake;
import fiveways.cli.Terminal;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** How many columns there are to write in. */
final class Width {
  /** Two columns of less hold no code. */
  static final int LEAST = 60;

  private Width() {}

  /**
   * What was asked for; or what the shell says in COLUMNS; or what the terminal is; or, where there
   * is none, {@value Terminal#WIDTH}. What nobody asked for is never less than {@value #LEAST}.
   *
   * @throws Mistake if less is asked for
   */
  static int of(Optional<Integer> asked, Map<String, String> environment, Terminal terminal) {
    if (asked.isPresent() && asked.get() < LEAST) {
      throw new Mistake(
          "--width: '%d' is too narrow for two columns of code: %d at least"
              .formatted(asked.get(), LEAST));
    }
    return asked.orElseGet(() -> Math.max(LEAST, seen(environment, terminal)));
  }

  private static int seen(Map<String, String> environment, Terminal terminal) {
    var columns = environment.getOrDefault("COLUMNS", "");
    if (columns.matches("[1-9]\\d{0,4}")) {
      return Integer.parseInt(columns);
    }
    return terminal.live()
        ? CommandSpec.create().usageMessage().autoWidth(true).width() // asks stty, or mode
        : Terminal.WIDTH;
  }
}
