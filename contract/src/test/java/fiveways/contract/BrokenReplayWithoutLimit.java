package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import java.time.Duration;

/**
 * A replay takes as long as it takes.
 *
 * <p>The subscriber reads as fast as it can, surely. One that has stopped holds up every producer
 * for ever.
 */
@Breaks(value = "PLAY-5", seen = "an acknowledgement")
public final class BrokenReplayWithoutLimit extends ReplayVariant {
  @Override
  ReferenceSubscription subscription(ReferenceJournal journal, Connection connection) {
    return new ReferenceSubscription(journal, connection) {
      @Override
      protected AutoCloseableLimit limit(Duration time) {
        return () -> {};
      }
    };
  }
}
