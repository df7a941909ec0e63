package fiveways.contract;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * Live events are passed on when they are appended.
 *
 * <p>They come a period earlier. If the process ends before the flush, subscribers have seen what
 * never was, and after the restart another event has its number.
 */
@Breaks(value = "PLAY-3", perhaps = "PLAY-4", seen = "were in the file")
public final class BrokenLiveBeforeTheFlush extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected void appended() {
        super.tell(EventServer.event(flushed + appended.size(), appended.getLast()));
      }

      @Override
      protected void tell(byte[] event) {
        // has been told
      }
    };
  }
}
