package fiveways.virtual.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * Work that no cancel reaches. It is done in a fork, and a fork is interrupted by nobody but the
 * owner of its scope. The owner, who may be interrupted at any time, only makes a note of that and
 * waits on. It must not do so in {@code join}: that, once interrupted, has cancelled the scope.
 *
 * <p>The same thread begins and closes it. Masked work has no end but its own: who masks bounds.
 */
public final class Masked<T> implements AutoCloseable {
  private final StructuredTaskScope<T, Void> scope = StructuredTaskScope.open(Joiner.awaitAll());
  private final FutureTask<T> task;

  private Masked(FutureTask<T> task) {
    this.task = task;
  }

  /** Begins the work; does not block. */
  public static <T> Masked<T> begin(Callable<T> work) {
    var masked = new Masked<>(new FutureTask<>(work));
    masked.scope.fork(masked.task);
    return masked;
  }

  /**
   * Does the work and blocks until it has ended. An interrupt does not cut that short; it is
   * restored.
   *
   * @throws Exception what the work failed with
   */
  public static <T> T call(Callable<T> work) throws Exception {
    var masked = begin(work);
    masked.close();
    return Ending.of(masked.task);
  }

  /** Blocks until the work has ended. An interrupt does not cut that short; it is restored. */
  @Override
  public void close() {
    boolean interrupted = awaitEnd();
    try (scope) {
      scope.join(); // there is nothing left to wait for, but a scope insists on it
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Blocks until the task has ended; whether there was an interrupt meanwhile, or before. */
  private boolean awaitEnd() {
    boolean interrupted = false;
    while (!task.isDone()) {
      try {
        var _ = task.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException failed) {
        // It has ended; with what, is told to who asks.
      }
    }
    return interrupted;
  }
}
