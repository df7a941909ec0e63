package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * The timer is set once.
 *
 * <p>It flushes, and is forgotten: whoever wrote it took "after" for "every".
 */
@Breaks(
    value = "PLAY-3",
    perhaps = {"PLAY-1", "PLAY-2", "PLAY-4", "PLAY-5"},
    seen = "in vain")
public final class BrokenFlushedOnce extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      private boolean flushedOnce;

      @Override
      protected boolean awaitPeriod() {
        while (flushedOnce && !closed()) {
          changed.awaitUninterruptibly();
        }
        flushedOnce = true;
        return super.awaitPeriod();
      }
    };
  }
}
