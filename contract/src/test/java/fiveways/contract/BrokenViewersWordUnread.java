package fiveways.contract;

import fiveways.contract.api.Batching;

/**
 * Nobody asked the viewer anything, and so what it says is not even thrown away.
 *
 * <p>A close with unread bytes is a reset, and a reset takes with it what the viewer has not read
 * yet, the end included.
 */
@Breaks(value = "DASH-4", seen = "it is reset before it has read everything")
public final class BrokenViewersWordUnread extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void discard() {
        // who sends batches does not listen
      }
    };
  }
}
