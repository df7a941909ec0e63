package fiveways.cli.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** For what will come soon, or on a slow machine a little later. */
final class Waiting {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private Waiting() {}

  /** Blocks until it is so, but not for ever: says whether it is. */
  static boolean until(BooleanSupplier itIsSo, Duration patience) throws InterruptedException {
    long start = System.nanoTime();
    while (!itIsSo.getAsBoolean()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        return false;
      }
      Thread.sleep(2);
    }
    return true;
  }
}
