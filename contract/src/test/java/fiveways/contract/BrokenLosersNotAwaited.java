package fiveways.contract;

import java.util.List;

/**
 * Tells the losers to stop, and hands over the winner without waiting until they have.
 *
 * <p>A cancel is a request. What takes long to end, a release above all, goes on behind the back of
 * whoever has the result by then.
 */
@Breaks(
    value = "RACE-7",
    perhaps = {"RACE-5", "RACE-8"},
    seen = "what the peer was asked")
public final class BrokenLosersNotAwaited extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected void end(List<Thread> runners) {
        runners.forEach(Thread::interrupt);
      }
    };
  }
}
