package fiveways.contract;

import fiveways.contract.api.Batching;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;

/**
 * Makes what one run needs, its sockets and its list of events, when the dashboard is described.
 *
 * <p>It is run once in most programs. Whoever runs it again gets the closed sockets of the first
 * time.
 */
@Breaks(value = "DASH-2", seen = "run 2 of the same description")
public final class BrokenDashboardOnce extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceDashboard dashboards() {
        return new ReferenceDashboard() {
          @Override
          Callable<Reply> dashboard(Batching batching) {
            var run = run(batching);
            return () -> {
              try (run) {
                return run.dashboard();
              }
            };
          }
        };
      }
    };
  }
}
