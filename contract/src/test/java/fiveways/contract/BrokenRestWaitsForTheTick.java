package fiveways.contract;

import fiveways.contract.api.Batching;
import java.util.concurrent.TimeUnit;

/**
 * Looks whether the source has ended when the next batch is due.
 *
 * <p>Nothing else wakes the one who sends. The rest comes late, by up to a period, and so does the
 * end.
 */
@Breaks(
    value = {"DASH-4", "DASH-2"},
    seen = "run() has not come back")
public final class BrokenRestWaitsForTheTick extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected boolean endsBefore(long n) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(untilTick(n));
        lock.lock();
        try {
          return sourceEnded;
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
