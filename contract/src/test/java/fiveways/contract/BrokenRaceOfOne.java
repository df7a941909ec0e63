package fiveways.contract;

import fiveways.contract.api.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Takes a race of one for no race, and gives back its only attempt.
 *
 * <p>A special case that saves a thread. Its failure is then not that of a race, and whoever looks
 * into the causes of an {@code AllFailedException} does not find any in just this case.
 */
@Breaks(
    value = {"RACE-3", "RACE-1"},
    perhaps = {"RACE-5", "RACE-8"},
    seen = "a race of one that fails")
public final class BrokenRaceOfOne extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      Callable<Reply> firstOf(Duration hedge, List<Callable<Reply>> attempts) {
        var race = super.firstOf(hedge, attempts);
        return attempts.size() == 1 ? attempts.getFirst() : race;
      }
    };
  }
}
