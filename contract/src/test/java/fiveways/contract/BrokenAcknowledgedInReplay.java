package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * While a replay goes on, events are kept in memory, and acknowledged.
 *
 * <p>Nobody is held up. But what the acknowledgement promises, that the event is in the file one
 * period later, cannot be kept; and what is kept in memory has no bound.
 */
@Breaks(
    value = "PLAY-2",
    perhaps = {"PLAY-1", "PLAY-5"},
    seen = "is acknowledged to")
public final class BrokenAcknowledgedInReplay extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected void holdBack() {
        // they may go on
      }

      @Override
      protected void flush() throws IOException {
        lock.lock();
        try {
          if (replays == 0) {
            super.flush();
          }
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
