package fiveways.contract;

import fiveways.contract.api.Batching;

/**
 * Catches the interrupt where it waits for the next end, and waits on.
 *
 * <p>An interrupt is a request to end, and whoever catches it has to end or to pass it on. Now
 * nobody knows of it any more.
 */
@Breaks(value = "DASH-5", seen = "run() has not come back")
public final class BrokenDashboardInterruptSwallowed extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void awaitEnds() throws Exception {
        try {
          super.awaitEnds();
        } catch (InterruptedException e) {
          awaitEnds();
        }
      }
    };
  }
}
