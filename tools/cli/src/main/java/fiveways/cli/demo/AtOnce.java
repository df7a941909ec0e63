package fiveways.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The same with each of several, at the same time: each in a platform thread of its own. */
final class AtOnce {
  /** What is done with each. */
  @FunctionalInterface
  interface Task<T> {
    void with(T one) throws Exception;
  }

  private AtOnce() {}

  /**
   * Does it, and blocks until all have ended. An interrupt is passed on to them.
   *
   * @throws IllegalStateException if one has failed; other failures are suppressed into it
   */
  static <T> void each(List<T> all, Task<T> task) throws InterruptedException {
    var failures = new ConcurrentLinkedQueue<Exception>();
    var threads = new ArrayList<Thread>();
    for (var one : all) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("demo-at-once")
              .start(() -> attempt(() -> task.with(one)).ifPresent(failures::add)));
    }
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      throw e;
    }
    if (!failures.isEmpty()) {
      var first = new IllegalStateException(failures.poll());
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  private static Optional<Exception> attempt(Step step) {
    try {
      step.run();
      return Optional.empty();
    } catch (Exception e) {
      return Optional.of(e);
    }
  }
}
