package fiveways.cli;

import java.util.List;
import java.util.stream.IntStream;

/** Keeps cores of the machine busy until it is closed. */
final class BusyCores implements AutoCloseable {
  private volatile boolean wanted = true;
  private final List<Thread> threads;

  private BusyCores(int cores) {
    threads =
        IntStream.range(0, cores)
            .mapToObj(i -> Thread.ofPlatform().daemon().name("course-busy-" + i).start(this::spin))
            .toList();
  }

  /** All that there are. */
  static BusyCores all() {
    return new BusyCores(Runtime.getRuntime().availableProcessors());
  }

  static BusyCores none() {
    return new BusyCores(0);
  }

  private void spin() {
    long sum = 0;
    while (wanted) {
      for (int i = 0; i < 1_000_000; i++) {
        sum += i ^ sum;
      }
    }
    if (sum == 42) {
      Thread.onSpinWait(); // so that the sum counts as used
    }
  }

  @Override
  public void close() {
    wanted = false;
    for (var thread : threads) {
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
}
