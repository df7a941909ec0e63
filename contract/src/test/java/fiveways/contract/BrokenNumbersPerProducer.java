package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * Each producer has a count of its own.
 *
 * <p>A local variable in the loop that reads the lines: it needs no lock. With one producer all is
 * well.
 */
@Breaks(
    value = "PLAY-1",
    perhaps = {"PLAY-2", "PLAY-3", "PLAY-4"},
    seen = "the number")
public final class BrokenNumbersPerProducer extends ReplayVariant {
  @Override
  ReferenceReplay eventServer(ReplaySettings settings) throws IOException {
    return new ReferenceReplay(settings) {
      @Override
      protected void produce(Connection connection, ReferenceLines lines, ReferenceJournal to)
          throws IOException {
        long seq = 0;
        for (var event = lines.next(); event.isPresent(); event = lines.next()) {
          var _ = to.append(event.get());
          say(connection, EventServer.ok(++seq).bytes());
        }
      }
    };
  }
}
