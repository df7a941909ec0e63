package fiveways.virtual.engine;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The only thread of this model that is not forked in a scope.
 *
 * <p>A scope belongs to the thread that opened it and is over before that thread leaves the block:
 * that is what makes concurrency structured. But a server outlives the call that started it, and so
 * does an open connection. Somebody else has to own their scope, or do their reading: a root, which
 * lives until {@link #close}. From there on downwards everything is forked in scopes, and to
 * interrupt the root is to cancel them all.
 */
public final class Root implements AutoCloseable {

  /** What a root does until it is interrupted, or done. */
  @FunctionalInterface
  public interface Body {
    void run() throws InterruptedException;
  }

  private final Thread thread;

  private Root(Thread thread) {
    this.thread = thread;
  }

  /** Starts a root; does not block. */
  public static Root start(String name, Body body) {
    return new Root(Thread.ofVirtual().name(name).start(() -> untilInterrupted(body)));
  }

  private static void untilInterrupted(Body body) {
    try {
      body.run();
    } catch (InterruptedException close) {
      // Told to end, and it has ended: a thread's first frame has nobody to tell.
    }
  }

  /**
   * Blocks until the root has ended, but no longer than so; true if it has. An interrupt does not
   * cut that short; it is restored.
   */
  public boolean endsWithin(Duration limit) {
    long start = System.nanoTime();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return thread.join(limit.minusNanos(System.nanoTime() - start));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Interrupts the root, and with it whatever its scope holds; blocks until all of that has ended.
   * An interrupt does not cut that short; it is restored.
   */
  @Override
  public void close() {
    thread.interrupt();
    var _ = endsWithin(ChronoUnit.FOREVER.getDuration());
  }
}
