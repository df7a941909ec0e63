package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import java.io.IOException;

/**
 * Whoever flushes sends the events to the subscribers.
 *
 * <p>A loop over all of them, with a write in it: no queue, no bound to be thought of. One
 * subscriber that does not read stops everybody.
 */
@Breaks(
    value = "PLAY-5",
    perhaps = {"PLAY-1", "PLAY-2", "PLAY-3"},
    seen = "an acknowledgement")
public final class BrokenSentByWhoFlushes extends ReplayVariant {
  @Override
  ReferenceSubscription subscription(ReferenceJournal journal, Connection connection) {
    return new ReferenceSubscription(journal, connection) {
      @Override
      protected boolean offer(byte[] event) {
        try {
          send(event);
          return true;
        } catch (IOException gone) {
          return false;
        }
      }
    };
  }
}
