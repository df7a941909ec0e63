package fiveways.contract;

import fiveways.contract.api.Merging;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;

/**
 * Makes what one run needs, its sockets and its counts, when the merge is described.
 *
 * <p>It is run once in most programs. Whoever runs it again gets the counts and the closed sockets
 * of the first time.
 */
@Breaks(value = "MERGE-1", seen = "run 2 of the same description")
public final class BrokenMergeOnce extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceMerge merging() {
        return new ReferenceMerge() {
          @Override
          Callable<Reply> merge(Merging merging) {
            var run = run(merging);
            return () -> {
              try (run) {
                return run.merge();
              }
            };
          }
        };
      }
    };
  }
}
