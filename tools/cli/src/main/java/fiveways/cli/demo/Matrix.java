package fiveways.cli.demo;

import fiveways.cli.Scenario;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.contract.api.ModelProvider;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** The table at the end: scenarios down, models across. */
final class Matrix {
  private static final int WHAT = 19;
  private static final int LEAST = "nonblocking".length() + 1;
  private static final int MOST = 24;

  /** What a CAN rule asks, in a word or two. */
  private static final Map<String, String> ASKS =
      Map.of("TIME-10", "opaque", "TIME-11", "loop", "TIME-13", "describe");

  private final Terminal terminal;
  private final List<ModelProvider> models;
  private final int width;

  Matrix(Terminal terminal, List<ModelProvider> models) {
    this.terminal = terminal;
    this.models = models;
    this.width = Math.clamp((Terminal.WIDTH - WHAT) / models.size(), LEAST, MOST);
  }

  /**
   * Writes it.
   *
   * @param engine lines of code of a model's machinery
   */
  void write(List<Entry> entries, Function<ModelProvider, OptionalInt> engine) {
    head(ModelProvider::id);
    head(Narration::word);
    for (var scenario : Scenario.values()) {
      var ofIt = entries.stream().filter(entry -> entry.scenario() == scenario).toList();
      if (!ofIt.isEmpty()) {
        scenario(scenario, ofIt);
      }
    }
    row("engine: code lines", models.stream().map(engine).map(this::lines).toList());
    terminal.line("");
    terminal.line(terminal.quiet("rules: held of all, every test of the contract, run just now;"));
    terminal.line(
        terminal.quiet("code lines: without comments and imports, of files that only it needs;"));
    terminal.line(
        terminal.quiet("threads: for 100 idle clients, beyond the process's own; v: virtual."));
  }

  private void head(Function<ModelProvider, String> name) {
    row("", models.stream().map(model -> new Cell(name.apply(model), Style.STRONG)).toList());
  }

  private void scenario(Scenario scenario, List<Entry> entries) {
    row(scenario.word() + ": rules", entries.stream().map(Matrix::held).toList());
    for (var rule : Entry.canRules(scenario)) {
      row(
          "  " + rule + " " + ASKS.getOrDefault(rule, "(can)"),
          entries.stream()
              .map(entry -> new Cell(entry.verdicts().getOrDefault(rule, "?"), Style.MARK))
              .toList());
    }
    row("  code lines", entries.stream().map(Entry::lines).map(this::lines).toList());
    if (entries.stream().anyMatch(entry -> entry.threads().isPresent())) {
      row("  threads", entries.stream().map(this::threads).toList());
    }
  }

  private static Cell held(Entry entry) {
    return new Cell(entry.held() + " of " + entry.rules(), entry.good() ? Style.GOOD : Style.BAD);
  }

  private Cell lines(OptionalInt lines) {
    return new Cell(
        lines.isPresent() ? String.valueOf(lines.getAsInt()) : terminal.glyphs().dash(),
        Style.PLAIN);
  }

  private Cell threads(Entry entry) {
    return new Cell(
        entry
            .threads()
            .map(threads ->
                threads.virtual() == 0
                    ? String.valueOf(threads.platform())
                    : "%d + %d v".formatted(threads.platform(), threads.virtual()))
            .orElse(terminal.glyphs().dash()),
        Style.PLAIN);
  }

  private void row(String what, List<Cell> cells) {
    var line = new StringBuilder();
    line.append(what.contains(":") ? terminal.strong(column(what, WHAT)) : column(what, WHAT));
    for (var cell : cells) {
      line.append(terminal.style(cell.style(), column(cell.text(), width - 1))).append(' ');
    }
    terminal.line(line.toString().stripTrailing());
  }

  private String column(String text, int columns) {
    return Text.column(text, columns, terminal.glyphs());
  }
}
