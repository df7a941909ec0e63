package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Reads from the viewer to learn that it has gone, and takes the end of its output for that.
 *
 * <p>Who has nothing to say may end his output and listen on. At the end of a stream one cannot see
 * whether somebody still reads the other one.
 */
@Breaks(value = "DASH-4", seen = "has ended its output")
public final class BrokenViewerEndIsItsLoss extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void begin() {
        super.begin();
        start(this::listen, false);
      }

      private void listen() throws IOException {
        var _ = viewer.getInputStream().transferTo(OutputStream.nullOutputStream());
        throw new EOFException("the viewer has gone");
      }
    };
  }
}
