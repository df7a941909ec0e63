package fiveways.contract;

import fiveways.contract.api.Batching;
import java.util.List;

/**
 * Ends when the source has ended, and forgets what has come since the last tick.
 *
 * <p>A timer that is stopped does not fire once more by itself. With a short period hardly anybody
 * notices.
 */
@Breaks(
    value = {"DASH-4", "DASH-2", "DASH-3"},
    seen = "what the viewer is sent")
public final class BrokenRestForgotten extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void rest(List<String> events) {
        // the source has ended: so it is over
      }
    };
  }
}
