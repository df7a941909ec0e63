package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A subscriber that is behind is dropped.
 *
 * <p>It holds nobody up that way. But everyone is behind for a moment, now and then.
 */
@Breaks(
    value = "PLAY-5",
    perhaps = {"PLAY-1", "PLAY-2", "PLAY-3", "PLAY-4"},
    seen = "the server ended the connection")
public final class BrokenDroppedAtTheFirstStall extends ReplayVariant {
  @Override
  ReferenceSubscription subscription(ReferenceJournal journal, Connection connection) {
    return new ReferenceSubscription(journal, connection) {
      @Override
      protected BlockingQueue<byte[]> queue(int bound) {
        return new LinkedBlockingQueue<>(1);
      }
    };
  }
}
