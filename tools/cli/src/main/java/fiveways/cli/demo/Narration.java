package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.contract.api.ModelProvider;
import java.util.List;

/** How the demo's parts begin. */
final class Narration {
  /** What {@link #shortly} says of the longest of the five. */
  static final int SHORT = "02 nonblocking".length();

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

  /** {@code 01 blocking}: what fits five times into a line. */
  static String shortly(ModelProvider model) {
    return model.id() + " " + word(model);
  }

  /** Its name's first word: {@code blocking}. */
  static String word(ModelProvider model) {
    return model.name().split("-", 2)[0];
  }

  /** A label, and a text beside it that is broken into lines of its own column. */
  static void hanging(Terminal terminal, String label, int column, String text) {
    hanging(terminal, label, column, text, Style.PLAIN);
  }

  /** The same, in that style. */
  static void hanging(Terminal terminal, String label, int column, String text, Style style) {
    var lines = Text.wrap(text, Terminal.WIDTH - column);
    int shown = label.replaceAll("\033\\[[0-9;]*m", "").length();
    terminal.line(
        label + " ".repeat(Math.max(1, column - shown)) + terminal.style(style, lines.getFirst()));
    lines.stream()
        .skip(1)
        .forEach(line -> terminal.line(" ".repeat(column) + terminal.style(style, line)));
  }

  /** What a scene says of a model at last: that, or, if there is something wrong, what. */
  static void conclusion(
      Terminal terminal, ModelProvider model, String right, List<String> problems) {
    boolean good = problems.isEmpty();
    var mark = good ? terminal.glyphs().held() : terminal.glyphs().broken();
    hanging(
        terminal,
        mark + " " + shortly(model),
        SHORT + 3,
        good ? right : "NOT as it should be: " + String.join("; ", problems),
        good ? Style.GOOD : Style.BAD);
  }
}
