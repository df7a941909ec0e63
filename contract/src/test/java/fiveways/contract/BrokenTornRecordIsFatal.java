package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import fiveways.contract.journal.CorruptJournalException;
import fiveways.contract.journal.Recovery;
import java.io.IOException;

/**
 * A journal that ends in the middle of a record is refused.
 *
 * <p>It is broken, after all. But that is what every kill leaves, and now nobody can start any more
 * before somebody has come with an editor.
 */
@Breaks(value = "PLAY-4", seen = "CorruptJournalException")
public final class BrokenTornRecordIsFatal extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected Recovery recover() throws IOException {
        var found = super.recover();
        if (found.dropped() > 0) {
          throw new CorruptJournalException(found.length());
        }
        return found;
      }
    };
  }
}
