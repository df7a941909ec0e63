package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import java.io.IOException;

/**
 * When the history has been sent, the producers may go on.
 *
 * <p>And if it could not be sent? The line that lets them go on stands behind the one that failed.
 */
@Breaks(value = "PLAY-5", perhaps = "PLAY-1")
public final class BrokenReplayNeverEnds extends ReplayVariant {
  @Override
  ReferenceSubscription subscription(ReferenceJournal journal, Connection connection) {
    return new ReferenceSubscription(journal, connection) {
      @Override
      protected void replay() throws IOException {
        long length = journal.beginReplay(this);
        try (var _ = limit(journal.settings.replay())) {
          history(length);
        }
        journal.endReplay();
      }
    };
  }
}
