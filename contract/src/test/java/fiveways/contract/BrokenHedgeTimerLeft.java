package fiveways.contract;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Leaves the timer of the next attempt where it is when there is a winner.
 *
 * <p>It looks, when it fires, whether anybody still wants it, so that it does no harm. Until then
 * it is there, with all that hangs on it: after an hour of races, an hour of timers.
 */
@Breaks(value = "RACE-4", seen = "ScheduledFutureTask")
public final class BrokenHedgeTimerLeft extends RaceVariant {
  private static final ScheduledThreadPoolExecutor TIMER =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("tck-reference-timer").unstarted(task));

  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected long due(long raceBegan, int started, long hedge) {
        var _ = TIMER.schedule(() -> {}, hedge, TimeUnit.NANOSECONDS);
        return super.due(raceBegan, started, hedge);
      }
    };
  }
}
