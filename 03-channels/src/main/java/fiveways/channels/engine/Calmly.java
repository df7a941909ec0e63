package fiveways.channels.engine;

/** Waits of a caller whose interrupt must not cut them short. */
final class Calmly {
  private Calmly() {}

  /** A wait that can be begun again after an interrupt. */
  @FunctionalInterface
  interface Wait<T> {
    T await() throws InterruptedException;
  }

  /** Waits to the end; an interrupt is restored then. */
  static <T> T wait(Wait<T> wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.await();
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
