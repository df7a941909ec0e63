package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Sends one status for each period, also for those that are over.
 *
 * <p>So does a clock that runs at a fixed rate. When the sink reads again it gets all that it has
 * missed, one after the other, and all say the same.
 */
@Breaks(value = "MERGE-1", seen = "statuses came within")
public final class BrokenStatusesMadeUpFor extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected long statusAfter(long last) throws IOException {
        output.lock();
        try {
          if (!over) {
            write(status().bytes());
          }
          return last + 1;
        } finally {
          output.unlock();
        }
      }
    };
  }
}
