package fiveways.contract;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Together;

/**
 * The first failure ends all, whether or not that was asked for.
 *
 * <p>What one gets where a failure is thrown in a loop over the results, and not looked at.
 */
@Breaks(
    value = {"PROG-4", "PROG-3", "PROG-2"},
    perhaps = {"RACE-5", "RACE-8"},
    seen = "that fails, and one that replies later")
public final class BrokenFirstFailureEndsAll extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceTogether together() {
        return new ReferenceTogether() {
          @Override
          protected boolean endsAll(Together together, Outcome outcome, Counts counts) {
            return outcome instanceof Failed;
          }
        };
      }
    };
  }
}
