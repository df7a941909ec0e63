package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Counts a line when it has been read, and not when it has been sent.
 *
 * <p>As long as the sink is quick nobody sees a difference. When lines wait, a status tells of
 * lines that come after it.
 */
@Breaks(value = "MERGE-1", seen = "came after")
public final class BrokenCountsWhatWasRead extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected void forward(char source, String line) throws IOException {
        output.lock();
        try {
          count(source);
        } finally {
          output.unlock();
        }
        output.lock();
        try {
          write(Merging.of(source, line));
        } finally {
          output.unlock();
        }
      }
    };
  }
}
