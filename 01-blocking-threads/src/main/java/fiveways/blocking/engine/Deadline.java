package fiveways.blocking.engine;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Settings;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A point in time, counted from when this was made; one beyond the clock's range never passes. */
public final class Deadline {
  private final Duration limit;
  private final long at;

  private Deadline(Duration limit) {
    this.limit = limit;
    this.at = System.nanoTime() + Settings.nanos(limit);
  }

  public static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  /** In nanoseconds; zero or less once it has passed. */
  public long remaining() {
    return at - System.nanoTime();
  }

  public boolean passed() {
    return remaining() <= 0;
  }

  /** What is thrown when it has passed: it names this deadline and not another. */
  public TimeoutException exceeded() {
    return new TimeoutException("no end within " + limit);
  }

  /**
   * What an operation ended with, unless the deadline has passed before it ended: by the clock,
   * because an alarm may be late, and then the operation may even have succeeded.
   *
   * @throws TimeoutException if it has passed; a failure of the operation is suppressed into it
   */
  public Outcome unlessPassed(Outcome outcome) throws TimeoutException {
    if (!passed()) {
      return outcome;
    }
    var late = exceeded();
    if (outcome instanceof Failed(Exception cause)) {
      late.addSuppressed(cause);
    }
    throw late;
  }
}
