package fiveways.benchmarks;

import java.util.Comparator;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * One row of one model. One sample is the mean of one iteration.
 *
 * @param time in µs per operation, the row's own constant not yet taken off
 * @param bytes allocated per operation, by all threads of the JVM
 */
record Measured(Row row, String model, Statistics time, Optional<Statistics> bytes) {
  private static final double CONFIDENCE = 0.999;

  static final Comparator<Measured> IN_ORDER =
      Comparator.comparing(Measured::row).thenComparing(Measured::model);

  static Measured of(RunResult result) {
    return new Measured(
        Row.of(result.getParams().getBenchmark()),
        result.getParams().getParam("model"),
        result.getPrimaryResult().getStatistics(),
        Optional.ofNullable(result.getSecondaryResults().get("gc.alloc.rate.norm"))
            .map(bytes -> bytes.getStatistics()));
  }

  double median() {
    return time.getPercentile(50) - row.off();
  }

  double mean() {
    return time.getMean() - row.off();
  }

  /** Half of the interval that holds the true mean with 99.9 %, if samples were independent. */
  double error() {
    return time.getMeanErrorAt(CONFIDENCE);
  }

  double min() {
    return time.getMin() - row.off();
  }

  double max() {
    return time.getMax() - row.off();
  }

  /** How much more this row takes than another one, by the medians. */
  double moreThan(Measured other) {
    return median() - other.median();
  }

  /** The error of that difference. */
  double errorWith(Measured other) {
    return Math.hypot(error(), other.error());
  }
}
