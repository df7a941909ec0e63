package fiveways.contract;

import fiveways.contract.api.AllFailedException;
import java.util.List;
import java.util.SortedMap;

/**
 * Keeps the failure that came last, and forgets the others.
 *
 * <p>One variable for the error, overwritten by each attempt. If five peers fail for five reasons,
 * the one that is told is that of the slowest.
 */
@Breaks(
    value = "RACE-3",
    perhaps = {"RACE-5", "RACE-8"},
    seen = "everybody loses: the causes")
public final class BrokenCausesLost extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected AllFailedException allFailed(SortedMap<Integer, Exception> causes) {
        return new AllFailedException(List.of(causes.lastEntry().getValue()));
      }
    };
  }
}
