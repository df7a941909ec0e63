package fiveways.cli;

import fiveways.contract.remote.RemoteContract;
import fiveways.contract.remote.RemoteSubject;
import fiveways.contract.tck.ContractRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A program in another process, held to what of the contract it says that it keeps. */
final class Remotely implements AutoCloseable {
  private final RemoteSubject program;

  private Remotely(RemoteSubject program) {
    this.program = program;
  }

  /**
   * Starts it.
   *
   * @throws Mistake if there is no such program, or it does not speak the remote protocol
   */
  static Remotely start(String command, Optional<String> as) {
    try {
      return new Remotely(
          RemoteSubject.start(Words.command(command), as.map(word -> Models.called(word).id())));
    } catch (IOException e) {
      throw new Mistake("--remote: " + e.getMessage());
    }
  }

  String name() {
    return program.name();
  }

  /** What is only asked, everybody has; how much of it can be judged, the run tells. */
  private boolean has(Scenario scenario) {
    return !scenario.isBuilt() || program.scenarios().contains(scenario.word());
  }

  /**
   * The rules that the words name; without any, those of the scenarios that it has.
   *
   * @throws Mistake if it does not have them
   */
  Set<String> rules(List<String> words) {
    var offered = Stream.of(Scenario.values()).filter(this::has).map(Scenario::word).toList();
    if (Scenario.built().stream().noneMatch(this::has)) {
      throw new Mistake("--remote: the program says that it has no scenario that we know");
    }
    var wanted = TestCommand.rules(words.isEmpty() ? offered : words);
    for (var scenario : Scenario.values()) {
      if (!has(scenario)
          && scenario.rules().stream().anyMatch(rule -> wanted.contains(rule.id()))) {
        throw new Mistake(
            "the program says that it has no %s: choose of %s"
                .formatted(scenario.word(), String.join(", ", offered)));
      }
    }
    return wanted;
  }

  /** A line for each scenario that it does not have, if all of them were meant. */
  List<String> scenariosLeftOut(List<String> words) {
    return Stream.of(Scenario.values())
        .filter(scenario -> words.isEmpty() && !has(scenario))
        .map(scenario -> "the program says that it has no %s".formatted(scenario.word()))
        .toList();
  }

  ContractRun.Report run(Set<String> wanted, Consumer<ContractRun.Result> asItHappens) {
    return RemoteContract.hold(program, wanted::contains, asItHappens);
  }

  /** What of the rules nobody has looked at, and why. */
  static List<String> notJudged(ContractRun.Report report) {
    var lines = new ArrayList<String>();
    for (var test : report.notJudged()) {
      var part = test.whole() ? "" : " (only a part)";
      var text =
          "not judged: %s%s, for %s".formatted(Tested.promise(test.test()), part, test.reason());
      var wrapped = String.join("\n" + " ".repeat(10), Text.wrap(text, Terminal.WIDTH - 10));
      lines.add("  %-8s%s".formatted(test.rule(), wrapped));
    }
    return lines;
  }

  @Override
  public void close() {
    program.close();
  }
}
