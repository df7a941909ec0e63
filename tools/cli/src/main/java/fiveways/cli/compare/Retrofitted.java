package fiveways.cli.compare;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.measure.Expressiveness;
import fiveways.measure.Retrofit;
import fiveways.measure.Retrofit.Step;
import fiveways.measure.Source;
import java.util.List;

/** What had to change in one file for a property that nobody had thought of. */
final class Retrofitted {
  private final Terminal terminal;
  private final int width;

  Retrofitted(Terminal terminal, int width) {
    this.terminal = terminal;
    this.width = width;
  }

  /** First the counts, then every method on its way from the one region to the other. */
  void show(List<Source> sources, String region, Retrofit counts) {
    terminal.line(
        "lines     %d before, %d added around, inside %s"
            .formatted(counts.plainLines(), counts.around(), Expressiveness.inside(counts)));
    terminal.line(
        "methods   %d added, %d changed, %d replaced; %s"
            .formatted(
                counts.methodsAdded(),
                counts.methodsChanged(),
                counts.methodsGone(),
                Text.count(counts.signaturesChanged(), "signature") + " changed"));
    Retrofit.steps(sources, region).forEach(this::step);
    terminal.line("");
    terminal.line(
        terminal.quiet("Code lines only; another indentation and another name are no change."));
  }

  private void step(Step step) {
    var name = step.name().isEmpty() ? "declarations" : step.name();
    var fate =
        switch (step.fate()) {
          case STAYS -> "stays as it is";
          case CHANGES -> "changes inside";
          case GOES -> "goes";
          case COMES -> "comes besides";
        };
    terminal.line("");
    terminal.line(
        terminal.style(Style.TITLE, name)
            + " %s (%s)".formatted(fate, Text.count(step.lines().size(), "line")));
    step.lines().forEach(this::line);
  }

  private void line(Retrofit.Change change) {
    var style =
        switch (change.sign()) {
          case '+' -> Style.GOOD;
          case '-' -> Style.BAD;
          default -> Style.PLAIN;
        };
    for (var piece : Wrapped.of(change.text(), width - 2, terminal.glyphs())) {
      terminal.line(terminal.style(style, change.sign() + " " + piece));
    }
  }
}
