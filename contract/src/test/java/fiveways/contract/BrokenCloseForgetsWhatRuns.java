package fiveways.contract;

/**
 * Closes the doors, and forgets who is still inside.
 *
 * <p>An executor's {@code shutdown()} takes no new work, and lets the old go on for as long as it
 * likes.
 */
@Breaks(value = "TIME-8", perhaps = "RACE-8", seen = "running while its model is closed")
public final class BrokenCloseForgetsWhatRuns extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      void close() {
        // nobody new will come
      }
    };
  }
}
