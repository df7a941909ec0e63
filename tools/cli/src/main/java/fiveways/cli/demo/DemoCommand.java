package fiveways.cli.demo;

import fiveways.cli.Home;
import fiveways.cli.Mistake;
import fiveways.cli.Models;
import fiveways.cli.Scenario;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.cli.Words;
import fiveways.contract.api.ModelProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course demo}: the scenarios in the models, as it happens, and the matrix. */
@Command(
    name = "demo",
    sortOptions = false,
    description =
        "Run the scenarios in all models at once with the same scripted clients, tell what they see,"
            + " and then the matrix: rules, verdicts, lines, threads. Two minutes in all.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every rule held", "1:a rule is broken", "2:a mistake in the words"})
public final class DemoCommand implements Callable<Integer> {
  /** The one that surprises first. */
  private static final List<Scenario> SCENES =
      List.of(
          Scenario.TIMEOUT,
          Scenario.HEARTBEAT,
          Scenario.ECHO,
          Scenario.RACE,
          Scenario.PROGRESS,
          Scenario.MERGE,
          Scenario.DASHBOARD,
          Scenario.REPLAY);

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "SCENARIO",
      completionCandidates = Words.ScenarioCandidates.class,
      description =
          "Only these: timeout, heartbeat, echo, race, progress, merge, dashboard, replay.")
  private List<String> words = List.of();

  @Option(
      names = "--models",
      paramLabel = "MODEL",
      split = ",",
      converter = Words.ModelWord.class,
      completionCandidates = Words.ModelCandidates.class,
      description = "Only these, separated by commas.")
  private List<ModelProvider> models = List.of();

  @Option(names = "--no-matrix", description = "Only the scenes: seconds instead of a minute.")
  private boolean noMatrix;

  @Option(names = "--json", description = "Print one JSON document, and the story elsewhere.")
  private boolean json;

  /** Made by the command line. */
  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    long start = System.nanoTime();
    var wanted = models.isEmpty() ? Models.all() : Models.distinct(models);
    if (wanted.isEmpty()) {
      throw new Mistake("there is no model on the class path: start it by ./course");
    }
    var scenarios = scenarios();
    var report = play(json ? terminal.aside() : terminal, wanted, scenarios);
    var took = Duration.ofNanos(System.nanoTime() - start);
    if (json) {
      terminal.line(report.toJson(wanted, took));
    } else {
      end(report, took);
    }
    return report.good() ? 0 : 1;
  }

  private DemoReport play(Terminal stage, List<ModelProvider> wanted, List<Scenario> scenarios)
      throws InterruptedException {
    stage.line(
        stage.strong("Five Ways to Wait")
            + ": "
            + String.join(", ", wanted.stream().map(Narration::shortly).toList()));
    stage.line("");
    var attempts = new ArrayList<Attempt>();
    var heartbeats = new ArrayList<HeartbeatScene.Seen>();
    var echoes = new ArrayList<EchoScene.Seen>();
    var races = new ArrayList<RaceScene.Seen>();
    var progresses = new ArrayList<ProgressScene.Seen>();
    var merges = new ArrayList<MergeScene.Seen>();
    var dashboards = new ArrayList<DashboardScene.Seen>();
    var replays = new ArrayList<ReplayScene.Seen>();
    for (var scenario : scenarios) {
      switch (scenario) {
        case TIMEOUT -> attempts.addAll(new TimeoutScene(stage).play(wanted));
        case HEARTBEAT -> heartbeats.addAll(new HeartbeatScene(stage).play(wanted));
        case ECHO -> echoes.addAll(new EchoScene(stage).play(wanted));
        case RACE -> races.addAll(new RaceScene(stage).play(wanted));
        case PROGRESS -> progresses.addAll(new ProgressScene(stage).play(wanted));
        case MERGE -> merges.addAll(new MergeScene(stage).play(wanted));
        case DASHBOARD -> dashboards.addAll(new DashboardScene(stage).play(wanted));
        case REPLAY -> replays.addAll(new ReplayScene(stage).play(wanted));
        case TURNS -> throw new IllegalStateException("it has no scene");
      }
    }
    return new DemoReport(
        attempts,
        heartbeats,
        echoes,
        races,
        progresses,
        merges,
        dashboards,
        replays,
        noMatrix ? List.of() : matrix(stage, wanted, scenarios));
  }

  private List<Scenario> scenarios() {
    var wanted = words.stream().map(Words::scenario).toList();
    for (var scenario : wanted) {
      if (!SCENES.contains(scenario)) {
        throw new Mistake(
            "there is no scene of %s: choose one of %s"
                .formatted(scenario.word(), Scenario.words(SCENES)));
      }
    }
    return SCENES.stream()
        .filter(scenario -> wanted.isEmpty() || wanted.contains(scenario))
        .toList();
  }

  private static List<Entry> matrix(
      Terminal stage, List<ModelProvider> wanted, List<Scenario> scenarios)
      throws InterruptedException {
    Narration.title(
        stage, "the matrix", "Now the contract, every rule of it, on these models, as it ends:");
    var rows = Stream.of(Scenario.values()).filter(scenarios::contains).toList();
    var entries = new Measuring(stage).measure(wanted, rows);
    stage.line("");
    new Matrix(stage, wanted).write(entries, DemoCommand::engineLines);
    entries.forEach(entry -> problems(stage, entry));
    return entries;
  }

  private static void problems(Terminal stage, Entry entry) {
    var problems = new ArrayList<>(entry.messages());
    entry
        .torn()
        .map(why ->
            "the contract of %s, %s, did not come to its end: %s"
                .formatted(entry.model(), entry.scenario().word(), why))
        .ifPresent(problems::add);
    for (var problem : problems) {
      stage.line("");
      Text.indented(problem, 0).forEach(line -> stage.line(stage.style(Style.BAD, line)));
    }
  }

  static OptionalInt engineLines(ModelProvider model) {
    return new CodeLines(Home.find()).ofEngine(model);
  }

  private void end(DemoReport report, Duration took) {
    if (noMatrix) {
      terminal.line("Next: the same with the matrix, course demo");
      return;
    }
    terminal.line("");
    terminal.line(
        (report.good()
                ? terminal.style(Style.GOOD, terminal.glyphs().held() + " every rule held")
                : terminal.style(Style.BAD, terminal.glyphs().broken() + " not every rule held"))
            + ", in "
            + Text.time(took));
    terminal.line("Next: course test 01 TIME-2, course serve 04 heartbeat, course idle 04");
  }
}
