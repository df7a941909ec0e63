package fiveways.virtual.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a model has begun and has to end when it is closed: calls that are under way, and servers,
 * listeners and connections that are open. Any thread may call any member.
 */
public final class Lifetime implements AutoCloseable {
  private final Set<FutureTask<?>> calls = ConcurrentHashMap.newKeySet();
  private final Map<Object, Runnable> open = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition callEnded = lock.newCondition();
  private boolean closed; // guarded by lock

  /**
   * Runs work in a fork and blocks until it has ended: an interrupt reaches the caller even if that
   * is a platform thread, which could not be woken from a read itself.
   *
   * @throws InterruptedException if the caller was interrupted, before or meanwhile; the work has
   *     been cancelled, and has ended
   * @throws IllegalStateException if this is closed, or was closed before the work had ended
   * @throws Exception what the work failed with
   */
  public <T> T call(Callable<T> work) throws Exception {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before it began");
    }
    var task = new FutureTask<>(work);
    whileOpen(() -> calls.add(task));
    // tag::cancel[]
    try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {
      scope.fork(task);
      scope.join(); // if it throws, leaving the block interrupts the fork and awaits it
    } catch (InterruptedException cancelled) {
      throw Ending.cancelled(cancelled, List.of(task));
    } finally {
      ended(task);
    }
    // end::cancel[]
    return Ending.of(task);
  }

  private void ended(FutureTask<?> task) {
    lock.lock();
    try {
      calls.remove(task);
      callEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes over the closing of what was opened, until it is {@link #forget forgotten}. If this is
   * closed already, closes it at once.
   *
   * @throws IllegalStateException if this is closed
   */
  public void hold(Object opened, Runnable close) {
    try {
      whileOpen(() -> open.put(opened, close));
    } catch (IllegalStateException tooLate) {
      close.run();
      throw tooLate;
    }
  }

  /** What was held has been closed by somebody else. */
  public void forget(Object closedAlready) {
    open.remove(closedAlready);
  }

  /**
   * Does nothing while this is open, or a call has still to end: whoever was cut off by the closing
   * may have something to release, and describes only now how.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public void assertOpen() {
    lock.lock();
    try {
      refuse(closed && calls.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  private void whileOpen(Runnable action) {
    lock.lock();
    try {
      refuse(closed);
      action.run();
    } finally {
      lock.unlock();
    }
  }

  private static void refuse(boolean over) {
    if (over) {
      throw new IllegalStateException("the model is closed");
    }
  }

  /**
   * Ends everything and blocks until it has ended. An interrupt does not cut that short; it is
   * restored. Closing twice is closing once.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      calls.forEach(call -> call.cancel(true));
      while (!calls.isEmpty()) {
        callEnded.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    closeAll(List.copyOf(open.values()));
  }

  /** All at the same time: each may take its period of grace. */
  private static void closeAll(List<Runnable> closings) {
    boolean interrupted = Thread.interrupted();
    try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {
      closings.forEach(scope::fork);
      scope.join();
    } catch (InterruptedException e) {
      interrupted = true; // the forks took no notice of theirs, and have been awaited
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
