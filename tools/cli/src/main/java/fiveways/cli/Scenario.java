package fiveways.cli;

import fiveways.contract.tck.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The scenarios that there are today. */
public enum Scenario {
  ECHO("ECHO", "Echo", "a server for many clients"),
  TIMEOUT("TIME", "Timeout", "bound any operation from outside"),
  HEARTBEAT("BEAT", "Heartbeat", "do something periodically while waiting"),
  RACE("RACE", "Race", "several attempts, the first success wins"),
  PROGRESS("PROG", "Progress", "start many, watch them, collect them"),
  MERGE("MERGE", "Merge", "two streams in, one out, and a status now and then"),
  DASHBOARD("DASH", "Dashboard", "batch on a tick, never stuck on the next event"),
  REPLAY("PLAY", "Replay", "pause one activity while another runs"),
  /** Not something to be built: its code is among the models' tests. */
  TURNS("TURN", "Turns", "who else runs between two of my steps?", false);

  private final String prefix;
  private final String type;
  private final String question;
  private final boolean built;

  Scenario(String prefix, String type, String question) {
    this(prefix, type, question, true);
  }

  Scenario(String prefix, String type, String question, boolean built) {
    this.prefix = prefix;
    this.type = type;
    this.question = question;
    this.built = built;
  }

  /** Those that every model has a file for: something to serve or call, show and count. */
  public static List<Scenario> built() {
    return Stream.of(values()).filter(Scenario::isBuilt).toList();
  }

  /** As they are typed, for a sentence: {@code echo, timeout}. */
  public static String words(List<Scenario> scenarios) {
    return String.join(", ", scenarios.stream().map(Scenario::word).toList());
  }

  /** Whether it is something that serves, and so can be idle. */
  public boolean isServer() {
    return this == ECHO || this == HEARTBEAT || this == REPLAY;
  }

  /** Whether every model has a file for it. The others are only asked: {@code course test}. */
  public boolean isBuilt() {
    return built;
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
