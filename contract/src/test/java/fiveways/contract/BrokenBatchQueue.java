package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Puts each batch into a queue, so that the clock never waits for the viewer.
 *
 * <p>There is always room for the next events then, in the list as in the queue. A viewer that is
 * slower than the source is sent, one after the other, what has piled up for it.
 */
@Breaks(
    value = "DASH-3",
    perhaps = {"DASH-4"},
    seen = "held, or lost")
public final class BrokenBatchQueue extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      private final BlockingQueue<byte[]> due = new LinkedBlockingQueue<>();

      @Override
      protected void begin() {
        super.begin();
        start(this::sendWhatIsDue, true);
      }

      @Override
      protected void awaitEnds() throws Exception {
        awaitEnds(3);
      }

      private void sendWhatIsDue() throws IOException, InterruptedException {
        for (var batch = due.take(); batch.length > 0; batch = due.take()) {
          viewer.getOutputStream().write(batch);
        }
        viewer.shutdownOutput();
      }

      @Override
      protected void write(byte[] bytes) {
        due.add(bytes);
      }

      @Override
      protected void end() {
        due.add(Batching.end().bytes());
        due.add(new byte[0]);
      }
    };
  }
}
