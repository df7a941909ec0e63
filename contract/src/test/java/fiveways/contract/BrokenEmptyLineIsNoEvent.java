package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * An empty line is passed over.
 *
 * <p>What should an event be in which nothing has happened? But whoever sent it waits for its
 * acknowledgement.
 */
@Breaks(value = "PLAY-1")
public final class BrokenEmptyLineIsNoEvent extends ReplayVariant {
  @Override
  ReferenceReplay eventServer(ReplaySettings settings) throws IOException {
    return new ReferenceReplay(settings) {
      @Override
      protected void produce(Connection connection, ReferenceLines lines, ReferenceJournal to)
          throws IOException {
        for (var event = lines.next(); event.isPresent(); event = lines.next()) {
          if (!event.get().isEmpty()) {
            say(connection, EventServer.ok(to.append(event.get())).bytes());
          }
        }
      }
    };
  }
}
