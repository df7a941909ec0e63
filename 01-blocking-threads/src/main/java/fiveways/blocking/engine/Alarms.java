package fiveways.blocking.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread that does something at a later time, unless the alarm is closed before. It is what
 * cancels the scope of a call when nobody else is awake to do it.
 *
 * <p>What an alarm does must not block: all the others would be late.
 */
public final class Alarms implements AutoCloseable {

  /** Something that will happen, unless it is closed in time; closing does not block. */
  public interface Alarm extends AutoCloseable {
    @Override
    void close();
  }

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ScheduledThreadPoolExecutor timer;

  /** Starts the thread at once, so that it belongs to the idle model and not to an operation. */
  public Alarms(String name) {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            body -> {
              var worker = Thread.ofPlatform().daemon().name(name).unstarted(body);
              threads.add(worker);
              return worker;
            },
            (_, _) -> {
              throw new IllegalStateException("the model is closed");
            });
    // Else the alarm of every operation that ended in time would stay until its deadline.
    timer.setRemoveOnCancelPolicy(true);
    timer.prestartCoreThread();
  }

  /**
   * Sets an alarm; it is never early.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public Alarm at(Deadline deadline, Runnable action) {
    var alarm = timer.schedule(action, deadline.remaining(), TimeUnit.NANOSECONDS);
    return () -> alarm.cancel(false);
  }

  /** Drops every alarm and waits for the end of the thread. An interrupt is restored at the end. */
  @Override
  public void close() {
    timer.shutdownNow();
    threads.forEach(Threads::join);
  }
}
