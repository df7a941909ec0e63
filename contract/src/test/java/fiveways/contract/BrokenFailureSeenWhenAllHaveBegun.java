package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Together;

/**
 * First begins all, as there is room, and only then looks how they end.
 *
 * <p>Two loops: one that waits for a permit and begins the next, one that collects. As long as
 * there is no limit the first one is over at once; with a limit the failure is one permit more.
 */
@Breaks(
    value = "PROG-4",
    perhaps = {"RACE-5", "RACE-8"},
    seen = "failing fast, one at a time")
public final class BrokenFailureSeenWhenAllHaveBegun extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected boolean endsAll(Together together, Outcome outcome, Counts counts) {
        return counts.begun() == counts.total() && super.endsAll(together, outcome, counts);
      }
    };
  }
}
