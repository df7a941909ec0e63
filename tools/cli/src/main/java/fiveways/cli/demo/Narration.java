package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.contract.api.ModelProvider;

/** How the demo's parts begin. */
final class Narration {
  private Narration() {}

  /** A part's name in a rule across the screen, and below it what will be seen. */
  static void title(Terminal terminal, String name, String... lines) {
    var axis = terminal.glyphs().axis();
    terminal.line(
        terminal.style(
            Style.TITLE,
            axis.repeat(2) + " " + name + " " + axis.repeat(Terminal.WIDTH - name.length() - 4)));
    for (var line : lines) {
      terminal.line(line);
    }
    terminal.line("");
  }

  /** {@code 01 blocking-threads}. */
  static String model(Terminal terminal, ModelProvider model) {
    return terminal.strong(model.id() + " " + model.name());
  }
}
