package fiveways.contract;

import fiveways.contract.api.Batching;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the next tick or the source's end, whichever comes first, and does not look whether the
 * end has come already.
 *
 * <p>A signal that nobody waits for is lost. If the source ends while a batch is being sent, the
 * rest comes with the next tick.
 */
@Breaks(
    value = "DASH-4",
    perhaps = {"DASH-2"},
    seen = "only after the next tick")
public final class BrokenEndMissedWhileSending extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected boolean endsBefore(long n) throws InterruptedException {
        lock.lockInterruptibly();
        try {
          boolean ended = n == 1 && sourceEnded; // nobody can have waited before the first one
          for (long left = untilTick(n); !ended && left > 0; left = untilTick(n)) {
            ended = changed.await(left, TimeUnit.NANOSECONDS) && sourceEnded;
          }
          return sourceEnded;
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
