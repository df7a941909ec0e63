package fiveways.contract.tck;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Tells a computation to go on until it is released, and counts how often it was asked. It always
 * is released: by the test, at its end, or after a minute.
 */
final class Spinning implements BooleanSupplier, AutoCloseable {
  private static final long AT_MOST = Duration.ofMinutes(1).toNanos();

  private final AtomicLong calls = new AtomicLong();
  private volatile boolean begun;
  private volatile long begunAt = System.nanoTime();
  private volatile boolean released;

  @Override
  public boolean getAsBoolean() {
    if (calls.getAndIncrement() == 0) {
      begunAt = System.nanoTime();
      begun = true;
    }
    return !released && System.nanoTime() - begunAt < AT_MOST;
  }

  /**
   * Waits, patiently, until the computation has asked for the first time; false if its run came
   * back before, as it may on a machine that is slower than its deadline.
   */
  boolean awaitBegun(Running running) {
    if (!Patience.comes(Patience.forAnEvent(), () -> begun || running.hasEnded())) {
      throw new AssertionError("the computation has not begun after " + Patience.forAnEvent());
    }
    return begun;
  }

  /** Waits until so much time has passed since the computation began, by the clock. */
  void awaitAge(Duration age) throws InterruptedException {
    for (long left; (left = begunAt + age.toNanos() - System.nanoTime()) > 0; ) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  long calls() {
    return calls.get();
  }

  /** Whether it asks again, more often than a call that was under way could explain. */
  boolean goesOn(Duration watch) {
    long seen = calls();
    return Patience.comes(watch, () -> calls() > seen + 1);
  }

  void release() {
    released = true;
  }

  @Override
  public void close() {
    release();
  }
}
