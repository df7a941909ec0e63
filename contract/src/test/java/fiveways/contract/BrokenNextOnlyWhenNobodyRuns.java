package fiveways.contract;

/**
 * Starts the next attempt at a failure only if nobody runs any more.
 *
 * <p>As long as somebody runs there is still hope. But whoever runs has been given its time, and
 * had it; the one that was to make up for it is gone, and nobody takes its place.
 */
@Breaks(value = "RACE-4", seen = "has waited for its time")
public final class BrokenNextOnlyWhenNobodyRuns extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected boolean startsTheNext(int failed, int started, int failures) {
        return failures == started;
      }
    };
  }
}
