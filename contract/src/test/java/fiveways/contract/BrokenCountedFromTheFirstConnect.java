package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;

/**
 * Starts its clock when the source is connected, and only then connects to the viewer.
 *
 * <p>Mostly both are connected at once, and nobody sees it. A viewer that lets one wait is sent its
 * first batch before a period is over.
 */
@Breaks(value = "DASH-1", seen = "the viewer late: 1 had come after")
public final class BrokenCountedFromTheFirstConnect extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      private volatile long first;

      @Override
      protected void connect() throws IOException {
        connect(source, batching.source());
        first = System.nanoTime();
        connect(viewer, batching.viewer());
      }

      @Override
      protected long elapsed() {
        return System.nanoTime() - first;
      }
    };
  }
}
