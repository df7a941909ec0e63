package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;

/**
 * Ends the output after the last batch, without a word.
 *
 * <p>So does a dashboard that has died. The viewer cannot know whether that was all.
 */
@Breaks(
    value = {"DASH-4", "DASH-2"},
    seen = "what the viewer is sent")
public final class BrokenEndUnsaid extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void end() throws IOException {
        viewer.shutdownOutput();
      }
    };
  }
}
