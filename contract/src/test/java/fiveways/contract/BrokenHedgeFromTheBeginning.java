package fiveways.contract;

/**
 * Counts every attempt's delay from the beginning of the race.
 *
 * <p>One timer for all that are still to come: when it fires they all come at once, and the delay
 * that was to keep load off slow peers puts it on them.
 */
@Breaks(value = "RACE-4", seen = "was not to start before")
public final class BrokenHedgeFromTheBeginning extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected long due(long raceBegan, int started, long hedge) {
        return raceBegan + hedge;
      }
    };
  }
}
