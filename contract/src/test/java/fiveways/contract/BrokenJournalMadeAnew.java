package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import fiveways.contract.journal.Recovery;
import java.io.IOException;

/**
 * The journal is made when the server starts.
 *
 * <p>It was tested with an empty folder each time.
 */
@Breaks(
    value = {"PLAY-4", "PLAY-2"},
    perhaps = {"PLAY-1", "PLAY-3", "PLAY-5"})
public final class BrokenJournalMadeAnew extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected Recovery recover() {
        return new Recovery(0, 0, 0);
      }
    };
  }
}
