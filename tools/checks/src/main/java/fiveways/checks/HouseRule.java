package fiveways.checks;

import java.util.List;

/**
 * A rule of the house, held by a check and not by memory. Looks at files only, and changes none.
 */
public interface HouseRule {

  /** A short name, in the words of the rule: {@code small-files}. */
  String name();

  /** Every place that breaks the rule; empty if the house keeps it. */
  List<Finding> check(House house);

  /** Every rule of the house that looks at files alone. */
  static List<HouseRule> all() {
    return List.of(
        new ModelsStandAlone(),
        new Parity(),
        new SmallFiles(),
        new Regions(),
        new HonestStyle(),
        new NamedMistakes(),
        new OutcomesSwitched(),
        new RuleIds(),
        new ReadmeLength(),
        new SameHeadings(),
        new Links(),
        new Commands(),
        new GeneratedText(),
        new NoMachinePaths(),
        new OneVersion());
  }
}
