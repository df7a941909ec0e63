package fiveways.contract;

/**
 * Clears the interrupt that it finds, and begins.
 *
 * <p>{@code Thread.interrupted()} looks like a question and is an order: it also clears the flag.
 * Called once too often, to be sure, it loses the cancel that came just before.
 */
@Breaks(value = "TIME-8", seen = "run() has not come back")
public final class BrokenInterruptedBeforehand extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected void refuseIfInterrupted() {
        var _ = Thread.interrupted();
      }
    };
  }
}
