package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Looks at the clock whenever a line has been sent.
 *
 * <p>There is no clock then that could do anything by itself. While nobody sends anything there is
 * no status, and nobody notices that the sink has gone.
 */
@Breaks(
    value = {"MERGE-2", "MERGE-4"},
    perhaps = {"MERGE-1"})
public final class BrokenStatusOnlyWithLines extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      private long last;

      @Override
      protected void tick() {
        // whoever sends a line looks at the clock
      }

      @Override
      protected void forward(char source, String line) throws IOException {
        super.forward(source, line);
        output.lock();
        try {
          last = statusAfter(last);
        } finally {
          output.unlock();
        }
      }
    };
  }
}
