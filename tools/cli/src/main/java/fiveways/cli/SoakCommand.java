package fiveways.cli;

import fiveways.cli.Terminal.Style;
import fiveways.contract.tck.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course soak}: the contract again and again. */
@Command(
    name = "soak",
    sortOptions = false,
    description =
        "Repeat the contract, each time in a fresh JVM and in another order. A second call goes on"
            + " where the first was stopped. Nothing is retried.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every rule held in every run", "1:a rule broke", "2:a mistake in the words"})
final class SoakCommand implements Callable<Integer> {
  /** Far above what a slow machine needs. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL",
      completionCandidates = Words.ModelCandidates.class,
      description = "Only these; without any, all.")
  private List<String> models = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "How often, each model: 20 unless set.")
  private int runs = 20;

  @Option(names = "--busy", description = "Keep every core busy meanwhile.")
  private boolean busy;

  @Option(names = "--fresh", description = "Forget the runs that are done, and start anew.")
  private boolean fresh;

  @Option(
      names = "--only",
      paramLabel = "SCENARIO|RULE",
      split = ",",
      completionCandidates = Words.RuleCandidates.class,
      description = "Only these rules: echo, TIME-2, …; remembered apart.")
  private List<String> only = List.of();

  SoakCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var wanted =
        models.isEmpty() ? Models.all() : models.stream().map(Models::called).distinct().toList();
    var contracts = wanted.stream().map(Contracts::of).toList();
    var rules = List.copyOf(TestCommand.rules(only));
    var folder = folder(rules);
    var state = SoakState.open(folder.resolve("runs"), busy, fresh);
    terminal.line(
        terminal.strong("soak")
            + ": %s of %s, %s each%s"
                .formatted(
                    Text.count(runs, "run"),
                    String.join(", ", contracts.stream().map(Contracts::name).toList()),
                    Text.count(rules.size(), "rule"),
                    busy ? ", every core kept busy" : ""));
    for (int number = 1; number <= runs; number++) {
      for (var contract : contracts) {
        if (!state.isDone(contract.name(), number)) {
          state.add(run(contract, number, rules, folder));
        }
        last(state, contract.name(), number);
      }
    }
    return summary(state, contracts, folder);
  }

  private static Path folder(List<String> rules) throws IOException {
    boolean all = rules.size() == Spec.rules().size();
    var name = all ? "all" : String.join("-", rules).toLowerCase(java.util.Locale.ROOT);
    return Files.createDirectories(
        Home.target().resolve("soak").resolve(name.length() > 60 ? name.substring(0, 60) : name));
  }

  private SoakState.Run run(Contracts contract, int number, List<String> rules, Path folder)
      throws IOException {
    long seed = new SplittableRandom().nextLong(1, 1_000_000_000);
    var log = folder.resolve(contract.name() + "-" + number + ".log");
    long start = System.nanoTime();
    try (var _ = busy ? BusyCores.all() : BusyCores.none()) {
      var report =
          RulesRun.inAFreshJvm(contract.test(), rules, shuffled(seed), log, LIMIT, this::tell);
      var broken = new ArrayList<>(report.broken());
      report.torn().map(why -> "torn: " + why).ifPresent(broken::add);
      var took = Duration.ofMillis((System.nanoTime() - start) / 1_000_000);
      return new SoakState.Run(contract.name(), number, seed, took, broken);
    }
  }

  /**
   * Tests that only pass one after another, in the order in which they stand, would hide a leak.
   */
  private static List<String> shuffled(long seed) {
    return List.of(
        "-Djunit.jupiter.execution.order.random.seed=" + seed,
        "-Djunit.jupiter.testmethod.order.default=org.junit.jupiter.api.MethodOrderer$Random",
        "-Djunit.jupiter.testclass.order.default=org.junit.jupiter.api.ClassOrderer$Random");
  }

  /** What broke is told at once, in full: it may be the only time. */
  private void tell(Tested test) {
    if (test.broken().isPresent()) {
      Text.indented(test.message(), 0)
          .forEach(line -> terminal.line(terminal.style(Style.BAD, line)));
    }
  }

  private void last(SoakState state, String model, int number) {
    var run =
        state.runs().stream()
            .filter(r -> r.model().equals(model) && r.number() == number)
            .findFirst()
            .orElseThrow();
    var how =
        run.broken().isEmpty()
            ? terminal.style(Style.GOOD, "all held")
            : terminal.style(Style.BAD, "broken: " + String.join(", ", run.broken()));
    terminal.line(
        "  run %2d  %-22s %8s  seed %-9d  %s"
            .formatted(number, model, Text.time(run.took()), run.seed(), how));
  }

  private int summary(SoakState state, List<Contracts> contracts, Path folder) {
    var names = contracts.stream().map(Contracts::name).toList();
    var counted =
        state.runs().stream()
            .filter(run -> names.contains(run.model()) && run.number() <= runs)
            .toList();
    long broke = counted.stream().filter(run -> !run.broken().isEmpty()).count();
    terminal.line(
        broke == 0
            ? terminal.style(Style.GOOD, "every rule held in " + Text.count(counted.size(), "run"))
            : terminal.style(
                Style.BAD,
                "rules broke in %d of %s".formatted(broke, Text.count(counted.size(), "run"))));
    if (broke > 0) {
      terminal.line("What each run printed, its seeds too: " + folder);
    }
    return broke == 0 ? 0 : 1;
  }
}
