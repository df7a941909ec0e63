package fiveways.nonblocking.engine;

import fiveways.contract.api.Settings;
import java.time.Duration;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The loop's timers, the next one first. A sorted set and no heap, because most timers never come
 * to their time: they are dropped, which has to be quick, and must leave nothing.
 */
final class Timers {
  private final TreeSet<Timer> all = new TreeSet<>();
  private long number;

  Timer after(Duration delay, Runnable task) {
    var timer = new Timer(this, System.nanoTime() + Settings.nanos(delay), number++, task);
    all.add(timer);
    return timer;
  }

  void remove(Timer timer) {
    all.remove(timer);
  }

  /** How long it is until the next one is due, in nanoseconds: not positive if one is. */
  long untilNext() {
    return all.isEmpty() ? Settings.NEVER : all.first().until(System.nanoTime());
  }

  /** Runs what is due by now; what becomes due meanwhile has to wait for its turn. */
  void run(Consumer<Runnable> runner) {
    long now = System.nanoTime();
    while (!all.isEmpty() && all.first().until(now) <= 0) {
      runner.accept(all.removeFirst()::run);
    }
  }
}
