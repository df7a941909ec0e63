package fiveways.contract;

/**
 * Keeps the cancel out while it opens, and does not let it in afterwards.
 *
 * <p>To catch the interrupt and to go on is half of a mask. Without the other half, which gives it
 * back, the use begins as if nothing had been said, and waits for as long as it likes.
 */
@Breaks(value = "RACE-7", seen = "a deadline between OPEN and its reply")
public final class BrokenMaskSwallowsTheCancel extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      protected void refuseIfCancelledMeanwhile() {
        var _ = Thread.interrupted();
      }
    };
  }
}
