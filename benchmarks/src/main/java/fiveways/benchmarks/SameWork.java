package fiveways.benchmarks;

import fiveways.contract.api.ModelProvider;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Rows can be compared only if everybody did the same, under the same settings. */
final class SameWork {
  private static final int BYTES_PER_ASK = LoopbackPeer.LINE.length() + 1;

  private SameWork() {}

  /**
   * What the peer has seen must be one connection and one line for each operation.
   *
   * @throws IllegalStateException if it is not
   */
  static void check(String model, long operations, PeerProcess.Seen seen) {
    var expected = new PeerProcess.Seen(operations, operations * BYTES_PER_ASK);
    if (!seen.equals(expected)) {
      throw new IllegalStateException(
          "%s did other work than it was asked to: the peer has %s and not %s"
              .formatted(model, seen, expected));
    }
  }

  /**
   * All that JMH was told must be the same in all models: the flags of the JVM, how long it warmed
   * up and measured, with how many threads.
   *
   * @throws IllegalStateException naming what differs
   */
  static void check(Collection<BenchmarkParams> all) {
    var settings = all.stream().map(SameWork::settings).distinct().toList();
    if (settings.size() > 1) {
      throw new IllegalStateException(
          "not measured under the same settings: " + settings.get(0) + " and " + settings.get(1));
    }
  }

  private static List<String> settings(BenchmarkParams params) {
    return Stream.of(
            params.getJvm(),
            params.getJvmArgs(),
            params.getWarmup(),
            params.getMeasurement(),
            params.getThreads(),
            params.getMode())
        .map(String::valueOf)
        .toList();
  }

  /** What each model is given when it is opened: nothing, so there is nothing that could differ. */
  static String describe(List<ModelProvider> models) {
    return "%d models, opened without settings; deadlines %s and %s; a line of %d bytes each way"
        .formatted(models.size(), Trial.AMPLE, Trial.SHORT, BYTES_PER_ASK);
  }
}
