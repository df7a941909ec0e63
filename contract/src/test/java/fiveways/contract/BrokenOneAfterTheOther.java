package fiveways.contract;

import fiveways.contract.api.Together;

/**
 * Begins the next when the one before has ended: a loop that waits for each result in its turn.
 *
 * <p>What it is to wait for is begun where it is waited for. Nothing runs beside anything else, and
 * a failure is not seen as long as somebody before it is silent.
 */
@Breaks(
    value = {"PROG-1", "PROG-2", "PROG-3", "PROG-4", "PROG-5", "PROG-6"},
    perhaps = {"RACE-5", "RACE-8"},
    seen = "that wait for each other")
public final class BrokenOneAfterTheOther extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected int limit(Together together) {
        return 1;
      }
    };
  }
}
