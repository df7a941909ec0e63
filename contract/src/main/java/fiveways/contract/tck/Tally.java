package fiveways.contract.tck;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A number that several activities add to: they read it, and write back one more. Nothing guards
 * it, neither here nor, in a model's activities, there: who may come between the reading and the
 * writing is what is asked.
 *
 * <p>Neither member ever waits. From any thread; if two are there at the same time, that shows.
 */
public final class Tally {
  private final long takes;
  private int number; // guarded by nothing, and that is the point

  // How often it was read and written is a judge's business, and must be right.
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();

  /**
   * @param takes how long it is computed between looking at the number and returning it: else
   *     hardly anything could come between
   */
  Tally(Duration takes) {
    this.takes = takes.toNanos();
  }

  /** The number as it was a moment ago. Computes meanwhile. */
  public int get() {
    int seen = number;
    reads.incrementAndGet();
    compute();
    return seen;
  }

  public void set(int next) {
    number = next;
    writes.incrementAndGet();
  }

  private void compute() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < takes) {
      // Looking at the clock again is all there is to compute, and no wait.
    }
  }

  /**
   * How many additions are not in the number, once all are over.
   *
   * @throws AssertionError if there were not so many
   */
  int lostOf(int additions) {
    if (reads.get() != additions || writes.get() != additions) {
      throw new AssertionError(
          "expected %d activities that each read the number once and write it once, seen %d reads and %d writes"
              .formatted(additions, reads.get(), writes.get()));
    }
    return additions - number;
  }
}
