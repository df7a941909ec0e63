package fiveways.blocking.engine;

/** How this model starts threads, and waits for their end. */
public final class Threads {
  private Threads() {}

  /**
   * A started platform thread. It is a daemon: what waits in it is ended by closing, and a program
   * that forgets to close should still be able to end.
   *
   * @throws OutOfMemoryError if the system has no thread left
   */
  public static Thread start(String name, Runnable body) {
    return Thread.ofPlatform().daemon().name(name).start(body);
  }

  /** Blocks until the thread has ended. An interrupt does not cut that short; it is restored. */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
