package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * A flag says that a replay goes on.
 *
 * <p>Two set it, and the one who ends first clears it. It should have been a count.
 */
@Breaks(value = "PLAY-2", seen = "is acknowledged to")
public final class BrokenFirstEndOfTwoReplays extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected void endReplay() {
        lock.lock();
        try {
          replays = 0;
          changed.signalAll();
        } finally {
          lock.unlock();
        }
      }

      @Override
      protected long beginReplay(ReferenceSubscription subscription) throws IOException {
        lock.lock();
        try {
          replays = 0;
          return super.beginReplay(subscription);
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
