package fiveways.cli;

import fiveways.contract.api.ModelProvider;
import fiveways.measure.Expressiveness;
import fiveways.measure.Parts;
import fiveways.measure.Retrofit;
import fiveways.measure.Table;
import fiveways.measure.Table.Row;
import fiveways.measure.Table.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code course measure}: what it takes to say the same thing in each model, counted. */
@Command(
    name = "measure",
    sortOptions = false,
    description =
        "Count what each model takes to express the scenarios: lines, decisions, mutable fields,"
            + " lambdas and coloured signatures, from syntax trees; what a deadline or a beat"
            + " changed; the machinery apart; with --threads the threads, from a run.")
final class MeasureCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "SCENARIO",
      completionCandidates = Words.ScenarioCandidates.class,
      description = "Only these: echo, timeout, heartbeat, race, progress.")
  private List<String> words = List.of();

  @Option(
      names = "--models",
      paramLabel = "MODEL",
      split = ",",
      converter = Words.ModelWord.class,
      completionCandidates = Words.ModelCandidates.class,
      description = "Only these, separated by commas.")
  private List<ModelProvider> models = List.of();

  @Option(names = "--markdown", description = "Print a Markdown table.")
  private boolean markdown;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Option(
      names = "--threads",
      description = "Also start each server, let clients connect, and count threads.")
  private boolean threads;

  @Option(
      names = "--clients",
      paramLabel = "N",
      split = ",",
      converter = Words.CountWord.class,
      description = "How many, for --threads: 1,100,1000 unless set; 25000 at most.")
  private List<Integer> clients = List.of();

  MeasureCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (markdown && json) {
      throw new Mistake("--markdown and --json are two ways to print it: choose one");
    }
    var crowds = crowds();
    var scenarios = scenarios();
    var measured = measured();
    var seen =
        threads
            ? ThreadCounts.of(measured.keySet(), scenarios, crowds)
            : List.<ThreadCounts.Seen>of();
    var parts = List.copyOf(measured.values());
    if (json) {
      terminal.line(json(parts, scenarios, seen));
    } else {
      print(table(parts, scenarios, seen));
    }
    return 0;
  }

  /** So many clients, in rising order; none if threads are not asked for. */
  private List<Integer> crowds() {
    if (!clients.isEmpty() && !threads) {
      throw new Mistake("--clients is for --threads: add that, or leave it out");
    }
    var crowds = (clients.isEmpty() ? List.of(1, 100, 1000) : clients).stream().sorted().toList();
    if (threads) {
      IdleClients.refuseTooMany("--clients", crowds.getLast());
    }
    return crowds;
  }

  private List<Scenario> scenarios() {
    var wanted = words.stream().map(Words::scenario).toList();
    return Scenario.built().stream()
        .filter(scenario -> wanted.isEmpty() || wanted.contains(scenario))
        .toList();
  }

  /** The models asked for, or all that have sources here. */
  private Map<ModelProvider, Parts> measured() {
    var measured = new LinkedHashMap<ModelProvider, Parts>();
    for (var model : models.isEmpty() ? Models.all() : Models.distinct(models)) {
      var parts = Measures.of(model);
      if (!parts.scenarios().isEmpty()) {
        measured.put(model, parts);
      } else if (!models.isEmpty()) {
        throw new Mistake("'" + model.id() + "' has no sources here to measure: leave it out");
      }
    }
    return measured;
  }

  private static Table table(
      List<Parts> parts, List<Scenario> scenarios, List<ThreadCounts.Seen> seen) {
    var full = new Expressiveness(parts).full(scenarios.stream().map(Scenario::type).toList());
    var sections = new ArrayList<>(full.sections());
    for (var scenario : scenarios) {
      var rows =
          seen.stream()
              .filter(one -> one.scenario().equals(scenario.word()))
              .map(ThreadCounts.Seen::clients)
              .distinct()
              .map(crowd ->
                  new Row(Text.count(crowd, "client"), cells(parts, scenario, crowd, seen)))
              .toList();
      if (!rows.isEmpty()) {
        sections.add(new Section("Threads, " + scenario.type() + " (v: virtual)", rows));
      }
    }
    return new Table(full.corner(), full.columns(), sections);
  }

  private static List<String> cells(
      List<Parts> parts, Scenario scenario, int crowd, List<ThreadCounts.Seen> seen) {
    Function<Parts, String> cell =
        model ->
            seen.stream()
                .filter(one -> one.model().equals(model.model().id()))
                .filter(one -> one.scenario().equals(scenario.word()) && one.clients() == crowd)
                .map(ThreadCounts.Seen::text)
                .findFirst()
                .orElse("-");
    return parts.stream().map(cell).toList();
  }

  private void print(Table table) {
    if (markdown) {
      terminal.part(table.markdown());
      terminal.line("");
      terminal.line(Expressiveness.CAVEAT);
      return;
    }
    var lines = table.plain();
    terminal.line(terminal.strong(lines.getFirst()));
    for (var line : lines.subList(1, lines.size())) {
      terminal.line(
          line.isEmpty() || line.startsWith(" ")
              ? line
              : terminal.style(Terminal.Style.TITLE, line));
    }
    terminal.line("");
    Text.indented(Expressiveness.CAVEAT, 0).forEach(line -> terminal.line(terminal.strong(line)));
    terminal.line("");
    for (var sentence : Expressiveness.LEGEND) {
      Text.indented(sentence, 0).forEach(line -> terminal.line(terminal.quiet(line)));
    }
  }

  // ---- as a document

  private record Document(
      String caveat, List<String> counted, List<Model> models, List<ThreadCounts.Seen> threads) {}

  private record Model(
      String id,
      String folder,
      Map<String, Piece> scenarios,
      Piece boundedAcceptAndRead,
      Piece otherFiles,
      Piece engine,
      Map<String, Retrofit> retrofits) {}

  private record Piece(
      int lines,
      int decisions,
      int mutableFields,
      int functions,
      int signatures,
      int colouredSignatures,
      int libraryOperators) {
    static Piece of(Parts.Part part) {
      var counts = part.counts();
      return new Piece(
          counts.lines(),
          counts.decisions(),
          counts.mutableFields(),
          counts.functions(),
          counts.signatures(),
          counts.coloured(),
          part.operators().different());
    }
  }

  private static String json(
      List<Parts> parts, List<Scenario> scenarios, List<ThreadCounts.Seen> seen) {
    var document =
        new Document(
            Expressiveness.CAVEAT,
            Expressiveness.LEGEND,
            parts.stream().map(model -> model(model, scenarios)).toList(),
            seen);
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(document);
  }

  private static Model model(Parts parts, List<Scenario> scenarios) {
    var pieces = new LinkedHashMap<String, Piece>();
    var retrofits = new LinkedHashMap<String, Retrofit>();
    for (var scenario : scenarios) {
      Optional.ofNullable(parts.scenarios().get(scenario.type()))
          .ifPresent(part -> pieces.put(scenario.word(), Piece.of(part)));
      Optional.ofNullable(parts.retrofits().get(scenario.type()))
          .ifPresent(retrofit -> retrofits.put(scenario.word(), retrofit));
    }
    return new Model(
        parts.model().id(),
        parts.model().folder(),
        pieces,
        Piece.of(parts.staying()),
        Piece.of(parts.others()),
        Piece.of(parts.engine()),
        retrofits);
  }
}
