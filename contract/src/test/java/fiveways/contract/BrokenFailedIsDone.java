package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;

/**
 * A failure counts as done.
 *
 * <p>It has ended, has it not? The counter stands in a {@code finally}.
 */
@Breaks(value = "PROG-2", seen = "the viewer")
public final class BrokenFailedIsDone extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceTogether together() {
        return new ReferenceTogether() {
          @Override
          protected void count(Counts counts, Outcome outcome) {
            super.count(counts, new Line("done"));
          }
        };
      }
    };
  }
}
