package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The file is opened to be appended to.
 *
 * <p>That is what the option is called. What is written then stands behind the rest of what was
 * begun before the kill, and the next start finds a bad record that is not the last.
 */
@Breaks(value = "PLAY-4", seen = "how long the file is")
public final class BrokenTornRecordKept extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected void cutOff(RandomAccessFile from) throws IOException {
        length = from.length();
      }
    };
  }
}
