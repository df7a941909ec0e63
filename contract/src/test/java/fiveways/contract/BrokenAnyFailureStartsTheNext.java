package fiveways.contract;

/**
 * Starts the next attempt at any failure, also that of one who has long been overtaken.
 *
 * <p>{@code onError(startNext)}, the same for all. If the first attempt fails late, the third comes
 * early, although the second may still reply.
 */
@Breaks(value = "RACE-4", seen = "was not to start before")
public final class BrokenAnyFailureStartsTheNext extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected boolean startsTheNext(int failed, int started, int failures) {
        return true;
      }
    };
  }
}
