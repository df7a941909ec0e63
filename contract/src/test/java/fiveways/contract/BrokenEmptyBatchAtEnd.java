package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;
import java.util.List;

/**
 * Sends one more batch when the source has ended, also if there is nothing for it.
 *
 * <p>It does at the end what it does at each tick. The viewer is told of a tick that there was not.
 */
@Breaks(value = "DASH-4", seen = "what the viewer is sent")
public final class BrokenEmptyBatchAtEnd extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void rest(List<String> events) throws IOException {
        write(events);
      }
    };
  }
}
