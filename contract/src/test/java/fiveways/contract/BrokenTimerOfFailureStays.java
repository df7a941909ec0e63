package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels the timer of an operation that has succeeded, but not that of one that has failed.
 *
 * <p>The cancel stands after the call instead of in a {@code finally}. Peers that fail at once are
 * asked again at once, so that it is when things go wrong that timers pile up by the thousand.
 */
@Breaks(value = "TIME-5", seen = "ScheduledFutureTask")
public final class BrokenTimerOfFailureStays extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      private final ScheduledThreadPoolExecutor timer =
          new ScheduledThreadPoolExecutor(
              1, task -> Thread.ofPlatform().daemon().name("reference-timer").unstarted(task));

      @Override
      protected Outcome awaitEnd(Callable<Reply> operation, long limit)
          throws InterruptedException {
        timer.setRemoveOnCancelPolicy(true);
        var alarm = timer.schedule(Thread.currentThread()::isAlive, limit, TimeUnit.NANOSECONDS);
        var outcome = super.awaitEnd(operation, limit);
        if (outcome instanceof Reply) {
          alarm.cancel(false);
        }
        return outcome;
      }

      @Override
      void close() {
        super.close();
        timer.shutdownNow();
      }
    };
  }
}
