package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import fiveways.contract.journal.CorruptJournalException;
import fiveways.contract.journal.JournalReader;
import fiveways.contract.journal.Recovery;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Everything from the first bad record on is cut off.
 *
 * <p>A server has to start, one thinks. So it does, and has thrown away thousands of good events
 * for one wrong bit, without asking.
 */
@Breaks(value = "PLAY-4", seen = "the record at offset")
public final class BrokenCutOffAtTheFirstBadRecord extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected Recovery recover() throws IOException {
        try {
          return super.recover();
        } catch (CorruptJournalException bad) {
          return before(bad.offset());
        }
      }

      private Recovery before(long bad) throws IOException {
        var bytes = Files.readAllBytes(settings.journal());
        var reader = new JournalReader();
        reader.put(bytes, 0, (int) bad);
        long events = 0;
        while (reader.next().isPresent()) {
          events++;
        }
        return new Recovery(events, bad, bytes.length - bad);
      }
    };
  }
}
