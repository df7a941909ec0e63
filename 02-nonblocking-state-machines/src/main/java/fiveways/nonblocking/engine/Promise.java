package fiveways.nonblocking.engine;

import java.util.Optional;

/**
 * Something that the loop will say, once, and that a thread outside waits for: the one place of
 * this model where a thread blocks. The API asks for it: {@code run} and {@code close} wait.
 */
final class Promise<T> {
  private Optional<T> value = Optional.empty();

  /** The first one counts. */
  synchronized void keep(T kept) {
    value = value.or(() -> Optional.of(kept));
    notifyAll();
  }

  /**
   * Blocks until it is kept.
   *
   * @throws InterruptedException if the caller was interrupted before that
   */
  synchronized T await() throws InterruptedException {
    while (value.isEmpty()) {
      wait();
    }
    return value.get();
  }

  /** Blocks until it is kept. An interrupt does not cut that short; it is restored. */
  T awaitUninterruptibly() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return await();
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
}
