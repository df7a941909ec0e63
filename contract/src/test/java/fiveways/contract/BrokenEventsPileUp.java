package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a subscriber has not read yet waits for it, however much it is.
 *
 * <p>A queue, as it is made if nobody says how long it may get.
 */
@Breaks(value = "PLAY-5", seen = "events for a subscriber that did not read")
public final class BrokenEventsPileUp extends ReplayVariant {
  @Override
  ReferenceSubscription subscription(ReferenceJournal journal, Connection connection) {
    return new ReferenceSubscription(journal, connection) {
      @Override
      protected BlockingQueue<byte[]> queue(int bound) {
        return new LinkedBlockingQueue<>();
      }
    };
  }
}
