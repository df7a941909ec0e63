package fiveways.contract.tck;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long a test waits for what must come. It is generous, because a slow machine breaks no rule,
 * and it scales: {@code -Dfiveways.patience=3} triples every wait.
 */
public final class Patience {
  private static final String FACTOR = "fiveways.patience";

  private Patience() {}

  /** How long to wait for something that happens at once on an idle machine. */
  public static Duration forAnEvent() {
    return scaled(Duration.ofSeconds(10));
  }

  /** How long to watch before believing that something does not happen. */
  public static Duration forNothing() {
    return scaled(Duration.ofMillis(300));
  }

  /** A wait of a test's own, scaled as all are. */
  public static Duration scaled(Duration wait) {
    return Duration.ofNanos(Math.round(wait.toNanos() * factor()));
  }

  /** Whether something comes while one watches for it; returns as soon as it has. */
  static boolean comes(Duration watch, BooleanSupplier event) {
    long end = System.nanoTime() + watch.toNanos();
    while (!event.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }

  /** A wait that may be scaled up, but not down: what it is for needs so long. */
  static Duration longer(Duration wait) {
    var scaled = scaled(wait);
    return scaled.compareTo(wait) > 0 ? scaled : wait;
  }

  private static double factor() {
    return Double.parseDouble(System.getProperty(FACTOR, "1"));
  }

  /** Awaitility with this patience: {@code eventually("the peer sees the end").until(…)}. */
  public static ConditionFactory eventually(String what) {
    return Awaitility.await(what)
        .atMost(forAnEvent())
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .pollInSameThread();
  }
}
