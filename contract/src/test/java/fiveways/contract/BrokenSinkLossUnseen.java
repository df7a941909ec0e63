package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Ends the clock, and only the clock, when a status cannot be sent.
 *
 * <p>The exception ends a thread for which nobody waits. As long as the sources are silent nobody
 * else writes, and so nobody else learns that the sink has gone.
 */
@Breaks(
    value = "MERGE-4",
    perhaps = {"MERGE-5"},
    seen = "the sink")
public final class BrokenSinkLossUnseen extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected void tick() throws InterruptedException {
        try {
          super.tick();
        } catch (IOException gone) {
          // then there is nobody to be told
        }
      }
    };
  }
}
