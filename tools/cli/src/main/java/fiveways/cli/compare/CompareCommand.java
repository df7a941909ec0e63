package fiveways.cli.compare;

import fiveways.cli.Measures;
import fiveways.cli.Mistake;
import fiveways.cli.Models;
import fiveways.cli.Scenario;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.cli.Words;
import fiveways.contract.api.ModelProvider;
import fiveways.measure.Parts;
import fiveways.measure.Source;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course compare}: two models at the same scenario, or one model before and after. */
@Command(
    name = "compare",
    sortOptions = false,
    customSynopsis = {
      "course compare [--width=N] MODEL MODEL SCENARIO",
      "course compare [--width=N] MODEL SCENARIO"
    },
    description = {
      "Two models: their files for a scenario side by side, member by member; what differs is"
          + " coloured, a line that is too long goes on below its beginning.",
      "One model: its retrofit, with counts. What had to change for a deadline (timeout, from the"
          + " region plain to bounded) or for beats (heartbeat, plain to beating)."
    })
public final class CompareCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL... SCENARIO",
      hideParamSyntax = true,
      completionCandidates = Candidates.class,
      description = "01 04 timeout, for example; or 01 timeout, for the retrofit.")
  private List<String> words = List.of();

  @Option(
      names = "--width",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "Columns to write in, " + Width.LEAST + " at least: the terminal's unless set.")
  private Optional<Integer> width = Optional.empty();

  /** Made by the command line. */
  public CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (words.size() < 2 || words.size() > 3) {
      throw new Mistake(
          "name one or two models and then a scenario, such as `course compare 01 04 timeout`, not '"
              + String.join(" ", words)
              + "'");
    }
    int columns = Width.of(width, System.getenv(), terminal);
    var scenario = Words.scenario(words.getLast());
    var models = words.subList(0, words.size() - 1).stream().map(Models::called).toList();
    if (models.size() == 1) {
      retrofit(models.getFirst(), scenario, columns);
    } else if (models.getFirst().id().equals(models.getLast().id())) {
      throw new Mistake(
          "'%s' and '%s' are the same model: name another one, or only one for its retrofit"
              .formatted(words.get(0), words.get(1)));
    } else {
      sideBySide(models, scenario, columns);
    }
    return 0;
  }

  private void sideBySide(List<ModelProvider> models, Scenario scenario, int columns) {
    var left = measured(models.getFirst(), scenario);
    var right = measured(models.getLast(), scenario);
    var shown = new SideBySide(terminal, columns);
    shown.head(head(left, scenario), head(right, scenario));
    shown.show(sources(left, scenario).getFirst(), sources(right, scenario).getFirst());
  }

  private static List<String> head(Parts parts, Scenario scenario) {
    var counts = Optional.ofNullable(parts.scenarios().get(scenario.type())).orElseThrow().counts();
    var besides =
        sources(parts, scenario).stream()
            .skip(1)
            .map(source -> source.file().replaceFirst(".*/", ""))
            .collect(Collectors.joining(", "));
    return List.of(
        parts.model().folder(),
        scenario.type() + ".java" + (besides.isEmpty() ? "" : ", counted with " + besides),
        Text.count(counts.lines(), "code line") + ", " + Text.count(counts.decisions(), "decision"),
        "%d of %s coloured"
            .formatted(counts.coloured(), Text.count(counts.signatures(), "signature")));
  }

  private void retrofit(ModelProvider model, Scenario scenario, int columns) {
    var region =
        Optional.ofNullable(Parts.RETROFITS.get(scenario.type()))
            .orElseThrow(() ->
                new Mistake(
                    "'%s' has no retrofit: name timeout, heartbeat or replay, or two models"
                        .formatted(scenario.word())));
    var parts = measured(model, scenario);
    var counts =
        Optional.ofNullable(parts.retrofits().get(scenario.type()))
            .orElseThrow(() ->
                new Mistake(
                    "%s of '%s' has no regions plain and %s: tag them first"
                        .formatted(scenario.type(), model.id(), region)));
    terminal.line(
        terminal.style(Style.STRONG, model.folder() + ", " + scenario.type() + ".java")
            + ": from plain to "
            + region);
    new Retrofitted(terminal, columns).show(sources(parts, scenario), region, counts);
  }

  private static List<Source> sources(Parts parts, Scenario scenario) {
    return parts.sources().getOrDefault(scenario.type(), List.of());
  }

  /** A model that has the scenario. */
  private static Parts measured(ModelProvider model, Scenario scenario) {
    var parts = Measures.of(model);
    if (!parts.scenarios().containsKey(scenario.type())) {
      throw new Mistake(
          "'%s' has no %s.java that can be parsed: name a model that has one"
              .formatted(model.id(), scenario.type()));
    }
    return parts;
  }

  static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              Models.all().stream().map(ModelProvider::id),
              Scenario.built().stream().map(Scenario::word))
          .iterator();
    }
  }
}
