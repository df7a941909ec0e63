package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * A replay sends what is in the file, as it is.
 *
 * <p>The rest will come with the next flush, and so nothing is missing. But a subscriber waits for
 * it up to a whole period, and here that is an hour.
 */
@Breaks(value = "PLAY-2")
public final class BrokenReplayOfTheLastFlush extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected void flushBeforeReplay() {
        // the timer will
      }
    };
  }
}
