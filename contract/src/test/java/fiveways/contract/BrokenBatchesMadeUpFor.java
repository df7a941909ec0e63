package fiveways.contract;

import fiveways.contract.api.Batching;

/**
 * Sends one batch for each period, also for those that are over.
 *
 * <p>So does a clock that runs at a fixed rate. When the viewer reads again it gets all that it has
 * missed, one after the other, and nearly all of them are empty.
 */
@Breaks(
    value = "DASH-3",
    perhaps = {"DASH-1"},
    seen = "batches came within")
public final class BrokenBatchesMadeUpFor extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      private long sent;

      @Override
      protected long periods() {
        return ++sent;
      }
    };
  }
}
