package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;

/**
 * Ends the source and the viewer, and forgets who waits for the tick.
 *
 * <p>It sleeps until then, which may be in an hour, and finds out only then that it is over.
 */
@Breaks(
    value = "DASH-5",
    perhaps = {"DASH-4"})
public final class BrokenTickLeft extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      public void close() throws IOException {
        over = true;
        source.close();
        viewer.close();
      }
    };
  }
}
