package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;

/**
 * Closes the viewer when it has failed, and leaves the source to itself.
 *
 * <p>What ends well closes the source, since that has ended. Nobody looked at what is still open
 * when it ends otherwise.
 */
@Breaks(
    value = {"DASH-4", "DASH-5"},
    seen = "the peer still sees the connection open")
public final class BrokenSourceLeftOpen extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      private volatile boolean well;

      @Override
      protected void end() throws IOException {
        super.end();
        well = true;
      }

      @Override
      public void close() throws IOException {
        if (well) {
          super.close();
        } else {
          over = true;
          viewer.close();
        }
      }
    };
  }
}
