package fiveways.cli.demo;

import fiveways.cli.Scenario;
import fiveways.contract.tck.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the matrix says of one scenario in one model.
 *
 * @param held rules that every test of theirs found kept
 * @param tests that ran
 * @param broken rules, by their ids
 * @param messages what a student reads of each broken rule
 * @param torn why the contract could not be run to its end
 * @param verdicts of the CAN rules
 * @param lines of code of the scenario's file
 * @param threads for a hundred idle clients, where the scenario is a server
 */
record Entry(
    String model,
    Scenario scenario,
    int held,
    int rules,
    int tests,
    List<String> broken,
    List<String> messages,
    Optional<String> torn,
    Map<String, String> verdicts,
    OptionalInt lines,
    Optional<Threads> threads) {

  /** Beyond those that the process had before the model was opened. */
  record Threads(int clients, int platform, int virtual) {}

  boolean good() {
    return broken.isEmpty() && torn.isEmpty() && held == rules;
  }

  /** Which of the scenario's rules ask what a model is able to do. */
  static List<String> canRules(Scenario scenario) {
    return scenario.rules().stream()
        .filter(rule -> rule.kind() == Spec.Kind.CAN)
        .map(Spec.Rule::id)
        .toList();
  }
}
