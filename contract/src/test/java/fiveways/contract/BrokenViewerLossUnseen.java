package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;

/**
 * Ends the one who sends, and nobody else, when a batch cannot be sent.
 *
 * <p>The exception ends a thread of which only the end is waited for. As long as the source has not
 * ended, nobody learns that the viewer has gone.
 */
@Breaks(
    value = "DASH-4",
    perhaps = {"DASH-5"},
    seen = "the viewer")
public final class BrokenViewerLossUnseen extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void send() throws InterruptedException {
        try {
          super.send();
        } catch (IOException gone) {
          // then there is nobody to be told
        }
      }
    };
  }
}
