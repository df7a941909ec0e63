package fiveways.contract;

import java.util.List;

/**
 * Hands over the winner, and leaves the losers to themselves.
 *
 * <p>There is a result, and nobody misses the others. Each of them goes on with its thread, its
 * connection and a peer that works for nothing: with two attempts, twice the load.
 */
@Breaks(
    value = {"RACE-2", "RACE-7"},
    perhaps = {"RACE-5", "RACE-6", "RACE-8"},
    seen = "losers' connections open at the hand-over")
public final class BrokenLosersLeftRunning extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected void end(List<Thread> runners) {}
    };
  }
}
