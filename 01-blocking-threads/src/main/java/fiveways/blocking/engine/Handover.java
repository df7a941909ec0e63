package fiveways.blocking.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Where a thread that is never cancelled meets operations that may be: the one thread puts, any may
 * take, and there is room for one. Giving up the wait in here costs nothing, while giving up an
 * accept or a read would mean closing its socket.
 */
public final class Handover<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Optional<T> waiting = Optional.empty(); // guarded by lock
  private Optional<Supplier<IOException>> end = Optional.empty(); // guarded by lock

  /** Blocks until what was put before is taken; false once this has ended. */
  public boolean awaitRoom() {
    lock.lock();
    try {
      while (waiting.isPresent() && end.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      return end.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Puts an item where {@link #awaitRoom} has found room, unless this has ended meanwhile. */
  public void put(T item) {
    lock.lock();
    try {
      waiting = end.isEmpty() ? Optional.of(item) : waiting;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks until there is an item. An interrupt is not noticed; a cancel of the scope is, and then
   * the item is left for whoever comes next.
   *
   * @throws IOException if the scope was cancelled; or, when nothing waits any more, what {@link
   *     #end} was told
   */
  public T take(CancelScope scope) throws IOException {
    lock.lock();
    try (var _ = scope.hold(this::wake)) {
      while (waiting.isEmpty() && end.isEmpty() && !scope.cancelled()) {
        changed.awaitUninterruptibly();
      }
      scope.throwIfCancelled();
      var item = waiting.orElseThrow(end.orElse(IOException::new));
      waiting = Optional.empty();
      changed.signalAll();
      return item;
    } finally {
      lock.unlock();
    }
  }

  /** No more items will come, and why; what waits can still be taken. The first call counts. */
  public void end(Supplier<IOException> why) {
    lock.lock();
    try {
      end = end.or(() -> Optional.of(why));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The same, now: what waits is dropped, and whatever was said before about the end. */
  public void abandon(Supplier<IOException> why) {
    lock.lock();
    try {
      waiting = Optional.empty();
      end = Optional.of(why);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
