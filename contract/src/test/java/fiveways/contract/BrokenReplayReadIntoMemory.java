package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The replay is over when the file has been read.
 *
 * <p>What was read is in a list, and will be sent. Producers are held up for a moment only, and
 * that is the advantage. But a history has no bound, and each subscriber has one in memory.
 */
@Breaks(value = "PLAY-2", perhaps = "PLAY-5", seen = "is acknowledged to")
public final class BrokenReplayReadIntoMemory extends ReplayVariant {
  @Override
  ReferenceSubscription subscription(ReferenceJournal journal, Connection connection) {
    return new ReferenceSubscription(journal, connection) {
      private final List<byte[]> history = new ArrayList<>();
      private boolean reading = true;

      @Override
      protected void replay() throws IOException {
        super.replay();
        reading = false;
        for (var event : history) {
          send(event);
        }
      }

      @Override
      protected void send(byte[] event) throws IOException {
        if (reading) {
          history.add(event);
        } else {
          super.send(event);
        }
      }
    };
  }
}
