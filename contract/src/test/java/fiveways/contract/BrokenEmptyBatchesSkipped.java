package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;
import java.util.List;

/**
 * Sends a batch only if there are events for it.
 *
 * <p>It looks like thrift. The viewer cannot tell a quiet source from a dashboard that has died,
 * and the dashboard does not notice that its viewer has.
 */
@Breaks(
    value = {"DASH-1", "DASH-2", "DASH-3", "DASH-4"},
    seen = "a source that is")
public final class BrokenEmptyBatchesSkipped extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void write(List<String> events) throws IOException {
        if (!events.isEmpty()) {
          super.write(events);
        }
      }
    };
  }
}
