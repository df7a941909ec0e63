package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * The timer of the flush is left behind when the server closes.
 *
 * <p>It will notice when it flushes the next time. With an hour between flushes that is an hour.
 */
@Breaks(value = "PLAY-5", seen = "reference-flusher")
public final class BrokenFlusherLeft extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected boolean closed() {
        return false;
      }

      @Override
      protected void endFlusher(Thread by) {
        // it will notice
      }
    };
  }
}
