package fiveways.cli;

import fiveways.contract.tck.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The scenarios that models have today. */
public enum Scenario {
  ECHO("ECHO", "Echo", "a server for many clients"),
  TIMEOUT("TIME", "Timeout", "bound any operation from outside"),
  HEARTBEAT("BEAT", "Heartbeat", "do something periodically while waiting");

  private final String prefix;
  private final String type;
  private final String question;

  Scenario(String prefix, String type, String question) {
    this.prefix = prefix;
    this.type = type;
    this.question = question;
  }

  /** As it is typed: {@code heartbeat}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class that expresses it in a model: {@code Heartbeat}. */
  public String type() {
    return type;
  }

  public String question() {
    return question;
  }

  /** Its rules, in the order of SPEC.md. */
  public List<Spec.Rule> rules() {
    return Spec.rules().stream().filter(rule -> rule.scenario().equals(prefix)).toList();
  }

  /** What is typed for a scenario, in any case; empty if there is none like it. */
  public static Optional<Scenario> of(String word) {
    return Stream.of(values()).filter(s -> s.word().equalsIgnoreCase(word)).findFirst();
  }
}
