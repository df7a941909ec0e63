package fiveways.cli;

import fiveways.contract.api.Batching;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Peer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom the scenarios connect to that carry streams. */
final class StreamPeers {
  @Option(
      names = "--a",
      paramLabel = "HOST:PORT",
      converter = Words.AddressWord.class,
      description = "merge: the source whose lines become `A line`.")
  private Optional<InetSocketAddress> a = Optional.empty();

  @Option(
      names = "--b",
      paramLabel = "HOST:PORT",
      converter = Words.AddressWord.class,
      description = "merge: the source whose lines become `B line`.")
  private Optional<InetSocketAddress> b = Optional.empty();

  @Option(
      names = "--sink",
      paramLabel = "HOST:PORT",
      converter = Words.AddressWord.class,
      description = "merge: who gets them all.")
  private Optional<InetSocketAddress> sink = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "HOST:PORT",
      converter = Words.AddressWord.class,
      description = "dashboard: whose lines are the events.")
  private Optional<InetSocketAddress> source = Optional.empty();

  @Option(
      names = "--waiting",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "dashboard: so many events may wait for the next batch; 1000 unless set.")
  private Optional<Integer> waiting = Optional.empty();

  /** Refuses what belongs to another scenario. */
  void refuseIn(Scenario scenario) {
    refuse(Scenario.MERGE, scenario, "--a", a);
    refuse(Scenario.MERGE, scenario, "--b", b);
    refuse(Scenario.MERGE, scenario, "--sink", sink);
    refuse(Scenario.DASHBOARD, scenario, "--source", source);
    refuse(Scenario.DASHBOARD, scenario, "--waiting", waiting);
  }

  private static void refuse(Scenario one, Scenario other, String option, Optional<?> given) {
    if (given.isPresent() && one != other) {
      throw new Mistake(
          "%s is an option of %s, not of %s".formatted(option, one.word(), other.word()));
    }
  }

  Merging merging(Duration period) {
    return new Merging(
        needed(Scenario.MERGE, "--a", a),
        needed(Scenario.MERGE, "--b", b),
        needed(Scenario.MERGE, "--sink", sink),
        period);
  }

  Batching batching(Optional<InetSocketAddress> viewer, Duration period) {
    return new Batching(
        needed(Scenario.DASHBOARD, "--source", source),
        needed(Scenario.DASHBOARD, "--viewer", viewer),
        period,
        waiting.orElse(Batching.WAITING));
  }

  private static Peer needed(Scenario one, String option, Optional<InetSocketAddress> given) {
    return given
        .map(Peer::new)
        .orElseThrow(() ->
            new Mistake(
                "%s needs %s=HOST:PORT: see `course help call`".formatted(one.word(), option)));
  }
}
