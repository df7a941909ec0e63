package fiveways.contract;

import fiveways.contract.api.Reply;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Ends the losers when there is a winner, and only then.
 *
 * <p>The cancel stands where the result is found, and not in a {@code finally}. A race that is
 * ended from outside, by a deadline, a race around it or its caller, ends without its attempts.
 */
@Breaks(
    value = {"RACE-8", "RACE-5", "RACE-7"},
    seen = "a race, interrupted: still open")
public final class BrokenLosersEndedOnlyByAWinner extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected void won(List<Callable<Reply>> notStarted, List<Thread> runners) {
        super.end(runners);
      }

      @Override
      protected void end(List<Thread> runners) {}
    };
  }
}
