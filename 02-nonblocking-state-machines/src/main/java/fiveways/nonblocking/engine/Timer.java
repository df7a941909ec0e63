package fiveways.nonblocking.engine;

import java.time.Duration;

/** Something to be done later, unless it is dropped. On the loop only. */
public final class Timer implements Comparable<Timer> {
  private final Timers timers;
  private final long at;
  private final long number;
  private final Runnable task;

  Timer(Timers timers, long at, long number, Runnable task) {
    this.timers = timers;
    this.at = at;
    this.number = number;
    this.task = task;
  }

  /** Takes it out of the loop's timers, and with it all that it refers to. Twice is once. */
  public void drop() {
    timers.remove(this);
  }

  /** Whether its time has come, by the clock: the loop may be late. */
  public boolean passed() {
    return until(System.nanoTime()) <= 0;
  }

  /** How much time is left; not negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(until(System.nanoTime()), 0));
  }

  long until(long nanoTime) {
    return at - nanoTime;
  }

  void run() {
    task.run();
  }

  /** The earlier one first; of two for the same time the one that was set first. */
  @Override
  public int compareTo(Timer other) {
    int byTime = Long.signum(at - other.at); // a difference, because nanoTime may wrap around
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }
}
