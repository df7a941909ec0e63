package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;

/**
 * Sends the first batch at once, and then one every period.
 *
 * <p>It is how a loop comes out that first does something and then sleeps. Every batch is one
 * period early, and the first one is empty.
 */
@Breaks(
    value = {"DASH-1", "DASH-4"},
    seen = "had come after")
public final class BrokenFirstBatchAtOnce extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void send() throws IOException, InterruptedException {
        write(take());
        super.send();
      }
    };
  }
}
