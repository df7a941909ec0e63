package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;
import java.util.List;

/**
 * Sleeps for one period after each batch.
 *
 * <p>The time that it takes to send one is added to the period. Each is a little later than the one
 * before, and after a batch that took long all are late.
 */
@Breaks(value = "DASH-1", seen = "even the least late")
public final class BrokenSleepAfterTheBatch extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      private volatile long last = System.nanoTime();

      @Override
      protected void connect() throws IOException {
        super.connect();
        last = System.nanoTime();
      }

      @Override
      protected void write(List<String> events) throws IOException {
        super.write(events);
        last = System.nanoTime();
      }

      @Override
      protected long untilTick(long n) {
        return period() - (System.nanoTime() - last);
      }
    };
  }
}
