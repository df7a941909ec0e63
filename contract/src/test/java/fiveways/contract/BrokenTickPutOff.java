package fiveways.contract;

import fiveways.contract.api.Batching;

/**
 * Waits until no event has come for one period.
 *
 * <p>The time begins anew with each event. As long as there is always something to tell, nothing is
 * told.
 */
@Breaks(
    value = "DASH-1",
    perhaps = {"DASH-3"},
    seen = "a busy source")
public final class BrokenTickPutOff extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      private volatile long last = System.nanoTime();

      @Override
      protected void put(String event) throws InterruptedException {
        super.put(event);
        last = System.nanoTime();
      }

      @Override
      protected long untilTick(long n) {
        return Math.max(super.untilTick(n), period() - (System.nanoTime() - last));
      }
    };
  }
}
