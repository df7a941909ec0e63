package fiveways.contract;

/**
 * Results are collected as they come.
 *
 * <p>A list to which whoever is done adds what he has: it looks right as long as the peers are
 * equally fast.
 */
@Breaks(
    value = "PROG-3",
    perhaps = {"RACE-5", "RACE-8"},
    seen = "place")
public final class BrokenResultsAsTheyCome extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceTogether together() {
        return new ReferenceTogether() {
          @Override
          protected int place(int number, int cameAs) {
            return cameAs;
          }
        };
      }
    };
  }
}
