package fiveways.contract;

import fiveways.contract.api.Reply;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Lets at most two hundred attempts run at a time; the others wait for their turn.
 *
 * <p>A pool of a fixed size is what one takes for work that keeps the processor busy. Attempts
 * wait. If those who have a place wait for somebody who has none, it is for ever.
 */
@Breaks(value = "RACE-6", seen = "run() has not come back")
public final class BrokenRacersInAPool extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      private final Semaphore places = new Semaphore(200);

      @Override
      protected List<Callable<Reply>> entrants(List<Callable<Reply>> attempts) {
        return super.entrants(attempts).stream().map(this::inItsTurn).toList();
      }

      private Callable<Reply> inItsTurn(Callable<Reply> attempt) {
        return () -> {
          places.acquire();
          try {
            return attempt.call();
          } finally {
            places.release();
          }
        };
      }
    };
  }
}
