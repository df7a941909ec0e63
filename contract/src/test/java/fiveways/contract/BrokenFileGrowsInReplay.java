package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * Producers wait for their acknowledgements, but not the flush.
 *
 * <p>The length was noted when the replay began, so it will not read too far. Where the file is
 * read by somebody who has not noted it, or is moved to another disk meanwhile, it would have to
 * stand still.
 */
@Breaks(value = "PLAY-2", seen = "whether the file changes its length")
public final class BrokenFileGrowsInReplay extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      long append(String event) throws IOException {
        lock.lock();
        try {
          long seq = appendUnderLock(event);
          holdBack();
          return seq;
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
