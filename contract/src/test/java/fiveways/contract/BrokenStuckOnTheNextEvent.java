package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;

/**
 * Looks at the clock whenever an event has come.
 *
 * <p>It is one loop, and it waits in the read. While the next event does not come, or only half of
 * it, no batch is sent, and nobody notices that the viewer has gone.
 */
@Breaks(
    value = {"DASH-1", "DASH-2", "DASH-3", "DASH-4"},
    seen = "a source that is")
public final class BrokenStuckOnTheNextEvent extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void begin() {
        start(this::oneLoop, true);
      }

      @Override
      protected void awaitEnds() throws Exception {
        awaitEnds(1);
      }

      private void oneLoop() throws IOException, InterruptedException {
        var in = in(source);
        long n = 0;
        for (var event = readLine(in); event.isPresent(); event = readLine(in)) {
          put(event.get());
          if (waiting.size() >= batching.waiting()) {
            var _ = endsBefore(n + 1);
          }
          if (periods() > n) {
            write(take());
            n = periods();
          }
        }
        rest(take());
        end();
      }
    };
  }
}
