package fiveways.contract;

import fiveways.contract.api.Merging;

/**
 * Takes the end of one source for the end.
 *
 * <p>One of two branches has come to its end, and so has whatever waits for the first to do so.
 * What the other source still sends is lost.
 */
@Breaks(
    value = {"MERGE-4", "MERGE-2"},
    perhaps = {"MERGE-1", "MERGE-3", "MERGE-5"})
public final class BrokenFirstEndEndsAll extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected void awaitEnds() throws Exception {
        awaitEnds(1);
      }
    };
  }
}
