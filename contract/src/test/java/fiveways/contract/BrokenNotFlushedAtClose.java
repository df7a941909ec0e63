package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * The timer is stopped, and with it the flush that was due.
 *
 * <p>A close ends what is there, and nobody thinks that something has to be begun for it.
 */
@Breaks(
    value = "PLAY-3",
    perhaps = {"PLAY-4", "PLAY-5"},
    seen = "what is in the file")
public final class BrokenNotFlushedAtClose extends ReplayVariant {
  @Override
  ReferenceReplay eventServer(ReplaySettings settings) throws IOException {
    return new ReferenceReplay(settings) {
      @Override
      protected ReferenceJournal journal(ReplaySettings with) throws IOException {
        return new ReferenceJournal(with) {
          @Override
          protected void flushAtClose() {
            // the timer has been stopped
          }
        };
      }

      @Override
      protected void flushForTheLastTime(ReferenceJournal to) {
        // nor is there anything to be sent
      }
    };
  }
}
