package fiveways.contract;

import fiveways.contract.api.Merging;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Ends the output when both sources have ended, whatever still waits to be sent.
 *
 * <p>Those who read are done, and the one who sends is not. What he still had to send comes after
 * the last status, or never.
 */
@Breaks(
    value = "MERGE-4",
    perhaps = {"MERGE-1", "MERGE-3"})
public final class BrokenEndOvertakesTheRest extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new QueuedMerge(merging, new ArrayBlockingQueue<>(64)) {
      @Override
      protected void awaitSent() {
        // both sources have ended: so it is over
      }
    };
  }
}
