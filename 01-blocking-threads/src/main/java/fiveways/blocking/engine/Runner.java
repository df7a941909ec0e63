package fiveways.blocking.engine;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs blocking work so that the caller can be interrupted, which the work itself cannot: it runs
 * in a thread of its own, while the caller waits where interrupts are heard.
 */
public final class Runner implements AutoCloseable {

  /** Work that waits only on what it has registered with the scope. */
  @FunctionalInterface
  public interface Work<T> {
    T in(CancelScope scope) throws IOException, TimeoutException;
  }

  private final CancelScope everything = new CancelScope();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private int running; // guarded by lock

  /**
   * Blocks until the work has ended. An interrupt cancels its scope, and what the work still holds
   * there is closed; then its end is awaited like any other.
   *
   * @throws InterruptedException if the caller was interrupted, before or meanwhile
   * @throws IllegalStateException if this is closed, or was closed before the work had ended well
   */
  public <T> T run(Work<T> work) throws IOException, TimeoutException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before it began");
    }
    enter();
    try (var scope = new CancelScope(everything)) {
      return await(scope, new FutureTask<>(() -> work.in(scope)));
    } finally {
      leave();
    }
  }

  /** Whether some work has not ended yet. */
  public boolean busy() {
    lock.lock();
    try {
      return running > 0;
    } finally {
      lock.unlock();
    }
  }

  // tag::cancel[]
  private <T> T await(CancelScope scope, FutureTask<T> task)
      throws IOException, TimeoutException, InterruptedException {
    var thread = Threads.start("call", task);
    try {
      return task.get();
    } catch (InterruptedException interrupt) {
      scope.cancel(); // to interrupt the blocked thread itself would change nothing
      Threads.join(thread);
      throw withLeftovers(interrupt, task);
    } catch (ExecutionException failed) {
      throw asItself(failed);
    } finally {
      Threads.join(thread); // a cancel is a request: nothing goes on once we return
    }
  }

  // end::cancel[]

  /** That it was cancelled is no news; what it could not release, suppressed into that, is. */
  private static InterruptedException withLeftovers(InterruptedException told, Future<?> ended) {
    if (ended.state() == Future.State.FAILED) {
      for (var release : ended.exceptionNow().getSuppressed()) {
        told.addSuppressed(release);
      }
    }
    return told;
  }

  private IllegalStateException asItself(ExecutionException failed)
      throws IOException, TimeoutException {
    if (everything.cancelled()) {
      return new IllegalStateException("the model was closed meanwhile", failed.getCause());
    }
    switch (failed.getCause()) {
      case IOException e -> throw e;
      case TimeoutException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException("no work fails like this", failed);
    }
  }

  /**
   * Does nothing while this is open.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public void assertOpen() {
    if (everything.cancelled()) {
      throw new IllegalStateException("the model is closed");
    }
  }

  /**
   * Does nothing while this is open, and while what was cancelled by closing it has not ended: that
   * may have to describe its clean-up.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public void assertNotOver() {
    if (!busy()) {
      assertOpen();
    }
  }

  private void enter() {
    lock.lock();
    try {
      assertOpen();
      running++;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      running--;
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Cancels what runs and waits for its end. An interrupt is restored at the end. */
  @Override
  public void close() {
    everything.cancel();
    lock.lock();
    try {
      while (running > 0) {
        idle.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
