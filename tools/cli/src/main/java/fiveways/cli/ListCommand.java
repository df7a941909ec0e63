package fiveways.cli;

import static java.util.stream.Collectors.joining;

import fiveways.contract.tck.Spec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code course list}: what there is to choose from. */
@Command(
    name = "list",
    description = "List the models, the scenarios and their rules, or one kind of them.")
final class ListCommand implements Callable<Integer> {
  private final Terminal terminal;

  /** What can be listed. */
  enum Kind {
    MODELS,
    SCENARIOS,
    RULES
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "models|scenarios|rules",
      completionCandidates = Kinds.class,
      converter = KindWord.class,
      description = "Only these.")
  private Optional<Kind> kind = Optional.empty();

  ListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (var each : kind.map(List::of).orElse(List.of(Kind.values()))) {
      switch (each) {
        case MODELS -> models();
        case SCENARIOS -> scenarios();
        case RULES -> rules();
      }
    }
    return 0;
  }

  private void title(String text) {
    terminal.line(terminal.style(Terminal.Style.TITLE, text));
  }

  private void models() {
    title("Models");
    Models.all().forEach(model -> terminal.line("  " + model.id() + "  " + model.name()));
    terminal.line("");
  }

  private void scenarios() {
    title("Scenarios");
    for (var scenario : Scenario.values()) {
      terminal.line(
          "  %-10s  %s (%s)"
              .formatted(
                  scenario.word(),
                  scenario.question(),
                  Text.count(scenario.rules().size(), "rule")));
    }
    terminal.line("");
  }

  private void rules() {
    title("Rules");
    for (var scenario : Scenario.values()) {
      scenario.rules().forEach(this::rule);
    }
    terminal.line("");
    terminal.line("MUST binds every model; CAN asks what it is able to do: contract/SPEC.md.");
  }

  private void rule(Spec.Rule rule) {
    var text = Text.wrap(rule.text(), Terminal.WIDTH - 16);
    terminal.line(
        "  %s %-4s  ".formatted(terminal.strong("%-7s".formatted(rule.id())), rule.kind())
            + text.stream().collect(joining("\n" + " ".repeat(16))));
  }

  static final class Kinds implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return List.of("models", "scenarios", "rules").iterator();
    }
  }

  static final class KindWord implements picocli.CommandLine.ITypeConverter<Kind> {
    @Override
    public Kind convert(String word) {
      return switch (word) {
        case "models" -> Kind.MODELS;
        case "scenarios" -> Kind.SCENARIOS;
        case "rules" -> Kind.RULES;
        default ->
            throw new Mistake(
                "there is no list of '" + word + "': choose one of models, scenarios, rules");
      };
    }
  }
}
