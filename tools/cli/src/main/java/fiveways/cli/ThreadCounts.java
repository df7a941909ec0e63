package fiveways.cli;

import fiveways.contract.api.ModelProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How many threads a model's servers have while clients are connected and say nothing. */
final class ThreadCounts {
  /** Threads of a server's process beyond those that it had before the model was opened. */
  record Seen(String model, String scenario, int clients, int platform, int virtual) {
    String text() {
      return virtual == 0 ? String.valueOf(platform) : "%d+%dv".formatted(platform, virtual);
    }
  }

  private ThreadCounts() {}

  /**
   * For each server of each model, in a process of its own: as many clients as asked for, in rising
   * order. Blocks for a second or so each. What calls has no server.
   */
  static List<Seen> of(
      Collection<ModelProvider> models, List<Scenario> scenarios, List<Integer> crowds)
      throws IOException, InterruptedException {
    var seen = new ArrayList<Seen>();
    for (var scenario : scenarios) {
      for (var model : scenario.isServer() ? models : List.<ModelProvider>of()) {
        try (var idle = IdleClients.of(model.id(), scenario, crowds.getLast())) {
          int connected = 0;
          for (int crowd : crowds) {
            idle.connect(crowd - connected);
            connected = crowd;
            var now = idle.threads();
            seen.add(new Seen(model.id(), scenario.word(), crowd, now.platform(), now.virtual()));
          }
        }
      }
    }
    return seen;
  }
}
