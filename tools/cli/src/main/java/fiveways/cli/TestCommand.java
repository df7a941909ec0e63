package fiveways.cli;

import fiveways.cli.Terminal.Style;
import fiveways.contract.tck.ContractRun;
import fiveways.contract.tck.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course test}: holds a model to its contract. */
@Command(
    name = "test",
    sortOptions = false,
    description =
        "Hold a model, or any program that speaks the remote protocol, to the contract: to all of"
            + " it, a scenario, or a rule.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every rule held", "1:a rule is broken", "2:a mistake in the words"})
final class TestCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      completionCandidates = Words.ModelCandidates.class,
      description =
          "01, blocking-threads, …; or reference, the small model that keeps every rule. Left out"
              + " with --remote.")
  private Optional<String> model = Optional.empty();

  @Parameters(
      index = "1..*",
      paramLabel = "SCENARIO|RULE",
      completionCandidates = Words.RuleCandidates.class,
      description = "echo, TIME-2, …; without any, all.")
  private List<String> words = List.of();

  @Option(
      names = "--patience",
      paramLabel = "FACTOR",
      description = "How much longer to wait, on a slow machine: 3 triples every wait.")
  private String patience = "";

  @Option(
      names = "--remote",
      paramLabel = "CMD",
      description =
          "Start this program, in any language, and hold it to the contract over its pipes:"
              + " SPEC.md tells how to speak. Blanks separate its words, quotes keep them together.")
  private Optional<String> remote = Optional.empty();

  @Option(
      names = "--as",
      paramLabel = "MODEL",
      completionCandidates = Words.ModelCandidates.class,
      description = "With --remote: expect this model's verdicts for the CAN rules.")
  private Optional<String> as = Optional.empty();

  TestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!patience.isEmpty()) {
      System.setProperty("fiveways.patience", factor(patience));
    }
    if (remote.isPresent()) {
      return remotely(remote.get());
    }
    var contract = Contracts.of(modelHere());
    var wanted = rules(words);
    return run(
        contract.name(), wanted, show -> ContractRun.of(contract.test(), wanted::contains, show));
  }

  private String modelHere() {
    if (as.isPresent()) {
      throw new Mistake("--as: it goes with --remote: see `course help test`");
    }
    return model.orElseThrow(() -> new Mistake("MODEL is missing: see `course help test`"));
  }

  private int remotely(String command) {
    var named = new ArrayList<>(model.stream().toList());
    named.addAll(words);
    var _ = rules(named); // what is misspelt is said before anything is started
    try (var program = Remotely.start(command, as)) {
      var wanted = program.rules(named);
      program.scenariosLeftOut(named).forEach(terminal::line);
      return run(program.name(), wanted, show -> program.run(wanted, show));
    }
  }

  /** Runs the rules, shows each test as it ends, and says what came of it. */
  private int run(
      String name,
      Set<String> wanted,
      Function<Consumer<ContractRun.Result>, ContractRun.Report> contract) {
    terminal.line(
        terminal.strong("the contract of " + name) + ": " + Text.count(wanted.size(), "rule"));
    var tested = new ArrayList<Tested>();
    long start = System.nanoTime();
    Contracts.quiet();
    try {
      var report =
          contract.apply(result -> {
            tested.add(Tested.of(result));
            show(tested.getLast());
          });
      Remotely.notJudged(report).forEach(terminal::line);
    } catch (IllegalArgumentException untested) {
      terminal.complain(String.valueOf(untested.getMessage()));
      return 1;
    }
    var who = remote.isPresent() ? name + ", seen from outside," : name;
    return summary(who, tested, Duration.ofNanos(System.nanoTime() - start));
  }

  private static String factor(String word) {
    if (!word.matches("\\d{1,3}(\\.\\d{1,3})?") || Double.parseDouble(word) == 0) {
      throw new Mistake("--patience: '" + word + "' is no factor: write a number such as 3 or 0.5");
    }
    return word;
  }

  /** The rules that the words name, in the order of SPEC.md. */
  static Set<String> rules(List<String> words) {
    var wanted = new LinkedHashSet<String>();
    for (var scenario : Scenario.values()) {
      for (var rule : scenario.rules()) {
        if (words.isEmpty() || words.stream().anyMatch(word -> names(word, scenario, rule.id()))) {
          wanted.add(rule.id());
        }
      }
    }
    words.forEach(TestCommand::refuseUnknown);
    return wanted;
  }

  private static boolean names(String word, Scenario scenario, String rule) {
    return word.equalsIgnoreCase(scenario.word()) || word.equalsIgnoreCase(rule);
  }

  private static void refuseUnknown(String word) {
    if (Scenario.of(word).isEmpty() && Spec.rule(word.toUpperCase(Locale.ROOT)).isEmpty()) {
      throw new Mistake(
          "there is no scenario or rule '"
              + word
              + "': choose one of "
              + Scenario.words(List.of(Scenario.values()))
              + ", or a rule of `course list rules`");
    }
  }

  private void show(Tested test) {
    boolean broken = test.broken().isPresent();
    var word = broken ? "BROKEN" : test.verdict().orElse("held");
    var promise = Text.wrap(test.promise(), Terminal.WIDTH - 29);
    terminal.line(
        "  %-8s%s%9s  %s"
            .formatted(
                test.rule(),
                terminal.style(broken ? Style.BAD : Style.GOOD, "%-8s".formatted(word)),
                Text.time(test.took()),
                String.join("\n" + " ".repeat(29), promise)));
    if (broken) {
      Text.indented(test.message(), 10).forEach(terminal::line);
    }
  }

  private int summary(String name, List<Tested> tested, Duration took) {
    var rules = new TreeSet<String>();
    var broken = new TreeSet<String>();
    tested.forEach(test -> {
      rules.add(test.rule());
      test.broken().ifPresent(broken::add);
    });
    rules.addAll(broken);
    var in = "in %s and %s".formatted(Text.count(tested.size(), "test"), Text.time(took));
    if (rules.isEmpty()) {
      terminal.complain("nothing of this can be judged of a program in another process");
      return 2;
    }
    if (broken.isEmpty()) {
      terminal.line(
          terminal.style(Style.GOOD, "%s holds %s".formatted(name, allOf(rules.size())))
              + " "
              + in);
      return 0;
    }
    terminal.line(
        terminal.style(Style.BAD, "%s breaks %s".formatted(name, String.join(", ", broken)))
            + " of "
            + Text.count(rules.size(), "rule")
            + " "
            + in);
    return 1;
  }

  private static String allOf(int rules) {
    return rules == 1 ? "the rule" : "all " + Text.count(rules, "rule");
  }
}
