package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;
import java.util.List;

/**
 * Sends what waits, and clears it when it has been sent.
 *
 * <p>What has come while it was being sent is cleared with it. That takes a viewer that is slow,
 * and then it is what came just then that is lost.
 */
@Breaks(
    value = {"DASH-4", "DASH-3"},
    perhaps = {"DASH-1", "DASH-2", "DASH-5"},
    seen = "while a batch is sent")
public final class BrokenClearedAfterSending extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected List<String> take() {
        lock.lock();
        try {
          return List.copyOf(waiting);
        } finally {
          lock.unlock();
        }
      }

      @Override
      protected void write(List<String> events) throws IOException {
        super.write(events);
        lock.lock();
        try {
          waiting.clear();
          changed.signalAll();
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
