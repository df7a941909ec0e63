package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels the timer when the operation has ended, and yet the timer stays.
 *
 * <p>A {@code ScheduledThreadPoolExecutor} keeps a cancelled task in its queue until its time has
 * come, an hour later, with all that it refers to; unless {@code setRemoveOnCancelPolicy(true)} was
 * called, which is not the default. {@code CompletableFuture.orTimeout} once had a mistake like it.
 */
@Breaks(value = "TIME-5", perhaps = "RACE-4", seen = "ScheduledFutureTask")
public final class BrokenTimerCancelledButKept extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      private final ScheduledThreadPoolExecutor timer =
          new ScheduledThreadPoolExecutor(
              1, task -> Thread.ofPlatform().daemon().name("reference-timer").unstarted(task));

      @Override
      protected Outcome awaitEnd(Callable<Reply> operation, long limit)
          throws InterruptedException {
        var alarm = timer.schedule(Thread.currentThread()::isAlive, limit, TimeUnit.NANOSECONDS);
        try {
          return super.awaitEnd(operation, limit);
        } finally {
          alarm.cancel(false);
        }
      }

      @Override
      void close() {
        super.close();
        timer.shutdownNow();
      }
    };
  }
}
