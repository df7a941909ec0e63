package fiveways.contract.tck;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@code close()} under way in a thread of its own, so that one that never comes back fails the
 * test instead of hanging it.
 */
final class Closing {

  /**
   * How it came back.
   *
   * @param took from before the call to its return
   * @param interrupted whether the caller's interrupt was set afterwards
   */
  record Closed(Duration took, boolean interrupted) {}

  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final String what;
  private final Thread closer;
  private boolean givenUp;

  private Closing(String what, AutoCloseable closeable) {
    this.what = what;
    closer = Thread.ofPlatform().daemon().name("tck-closer").unstarted(() -> close(closeable));
    closer.start();
  }

  /** Calls {@code close()}; does not wait for it. */
  static Closing of(String what, AutoCloseable closeable) {
    return new Closing(what, closeable);
  }

  private void close(AutoCloseable closeable) {
    long start = System.nanoTime();
    try {
      closeable.close();
      closed.complete(
          new Closed(
              Duration.ofNanos(System.nanoTime() - start), Thread.currentThread().isInterrupted()));
    } catch (Throwable failure) {
      closed.completeExceptionally(failure);
    }
  }

  /** Interrupts the thread that closes. */
  void interrupt() {
    closer.interrupt();
  }

  boolean hasEnded() {
    return closed.isDone();
  }

  /** Whether somebody has waited for its end in vain. */
  boolean givenUp() {
    return givenUp;
  }

  /** Waits, patiently, until it is back; if it should take its time, tell that with the grace. */
  Closed await(Duration grace) {
    var limit = grace.plus(Patience.forAnEvent());
    try {
      return closed.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      givenUp = true;
      var where =
          new AssertionError(
              "close() of %s is not back after %d ms (grace: %d ms); its thread waits in %s"
                  .formatted(what, limit.toMillis(), grace.toMillis(), whereItWaits()));
      where.setStackTrace(closer.getStackTrace());
      throw where;
    } catch (ExecutionException e) {
      throw new AssertionError(
          "close() of %s threw %s".formatted(what, e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was interrupted", e);
    }
  }

  private String whereItWaits() {
    for (var frame : closer.getStackTrace()) {
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
        return frame.toString();
      }
    }
    return "unknown code";
  }
}
