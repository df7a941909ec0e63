package fiveways.virtual.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Where a thread that must not be interrupted meets those that may be. An interrupt closes the
 * socket that it wakes a thread from; whoever waits here instead of there can be interrupted, and
 * nothing is lost.
 *
 * <p>One gives, any number take. What is given belongs to the giver until it is taken.
 */
public final class Handover<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<T> offered = new ArrayDeque<>(1);
  private Optional<Supplier<IOException>> end = Optional.empty();

  /**
   * Blocks until somebody has taken the item.
   *
   * @throws InterruptedException if interrupted; the item is the giver's again
   */
  public void give(T item) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      offered.add(item);
      changed.signalAll();
      while (!offered.isEmpty()) {
        changed.await();
      }
    } finally {
      offered.clear();
      lock.unlock();
    }
  }

  /**
   * Blocks until there is an item.
   *
   * @throws IOException the reason, once no more will come
   * @throws InterruptedException if interrupted, also before; nothing has been taken
   */
  public T take() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (offered.isEmpty()) {
        if (end.isPresent()) {
          throw end.get().get();
        }
        changed.await();
      }
      changed.signalAll();
      return offered.remove();
    } finally {
      lock.unlock();
    }
  }

  /**
   * No more will come, for this reason: a new exception for each who asks. The first call counts.
   */
  public void end(Supplier<IOException> reason) {
    lock.lock();
    try {
      end = end.or(() -> Optional.of(reason));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
