package fiveways.contract;

import fiveways.contract.api.Reply;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Has a timer for each attempt that is still to come, and lets them fire although there is a
 * winner.
 *
 * <p>What runs is cancelled; what does not run yet is forgotten. A moment after the race somebody
 * asks its peers.
 */
@Breaks(
    value = "RACE-4",
    perhaps = {"RACE-5", "RACE-8"},
    seen = "connects after it was won")
public final class BrokenHedgesAfterTheWinner extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected void won(List<Callable<Reply>> notStarted, List<Thread> runners) {
        for (var attempt : notStarted) {
          Thread.ofVirtual().name("reference-hedge").start(new FutureTask<>(attempt));
        }
      }
    };
  }
}
