package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Settings;
import java.io.IOException;

/**
 * Whoever appends looks whether it is time to flush.
 *
 * <p>No timer, no thread, and while there is traffic no difference. The last events before a quiet
 * night are in no file until the morning.
 */
@Breaks(
    value = "PLAY-3",
    perhaps = {"PLAY-1", "PLAY-2", "PLAY-4", "PLAY-5"},
    seen = "in vain")
public final class BrokenFlushWithTheNextEvent extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      private long flushedAt = System.nanoTime();

      @Override
      protected boolean awaitPeriod() {
        while (!closed()) {
          changed.awaitUninterruptibly();
        }
        return false;
      }

      @Override
      protected void appended() throws IOException {
        if (System.nanoTime() - flushedAt >= Settings.nanos(settings.flush())) {
          flushedAt = System.nanoTime();
          flush();
        }
      }
    };
  }
}
