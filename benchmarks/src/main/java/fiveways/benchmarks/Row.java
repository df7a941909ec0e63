package fiveways.benchmarks;

import java.time.Duration;

/** The rows of {@link TimeoutCost}: what is run, and what is taken off before it is shown. */
enum Row {
  AT_ONCE("atOnce", "run alone", "an operation that does nothing; in every row below", 0),
  AT_ONCE_WITHIN(
      "atOnceWithin", "run within 1 h", "the same inside a deadline that does not pass", 0),
  ASK("ask", "ask", "a peer that answers at once, no deadline", 0),
  ASK_WITHIN("askWithin", "ask within 1 h", "in time: the same inside a deadline", 0),
  TOO_LATE(
      "tooLate",
      "ask within 5 ms",
      "too late: a silent peer; the time beyond the deadline until all is over",
      Trial.SHORT.toNanos());

  private static final double NANOS_PER_MICRO = Duration.ofNanos(1_000).toNanos();

  private final String method;
  private final String title;
  private final String meaning;
  private final long nanosOff;

  Row(String method, String title, String meaning, long nanosOff) {
    this.method = method;
    this.title = title;
    this.meaning = meaning;
    this.nanosOff = nanosOff;
  }

  /** The benchmark's method. */
  String method() {
    return method;
  }

  String title() {
    return title;
  }

  String meaning() {
    return meaning;
  }

  /** What is not shown, in µs: a constant, so that no error changes by it. */
  double off() {
    return nanosOff / NANOS_PER_MICRO;
  }

  /** The row whose method that is. */
  static Row of(String method) {
    for (var row : values()) {
      if (method.endsWith("." + row.method)) {
        return row;
      }
    }
    throw new IllegalArgumentException("no row for " + method);
  }
}
