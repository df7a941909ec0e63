package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Sends the first status at once, and then one every period.
 *
 * <p>It is how a loop comes out that first does something and then sleeps. Every status is one
 * period early.
 */
@Breaks(value = "MERGE-1", seen = "had come after")
public final class BrokenFirstStatusAtOnce extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected void tick() throws IOException, InterruptedException {
        var _ = statusAfter(-1);
        super.tick();
      }
    };
  }
}
