package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;

/**
 * Begins to look after its connections when it has both.
 *
 * <p>If the second cannot be made the first one stays: its peer waits, and for each try there is a
 * descriptor less.
 */
@Breaks(
    value = {"DASH-4", "DASH-5"},
    seen = "nobody listens")
public final class BrokenSourceConnectedLeftOpen extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      private boolean connected;

      @Override
      protected void connect() throws IOException {
        super.connect();
        connected = true;
      }

      @Override
      public void close() throws IOException {
        if (connected) {
          super.close();
        }
      }
    };
  }
}
