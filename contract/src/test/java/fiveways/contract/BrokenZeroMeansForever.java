package fiveways.contract;

import fiveways.contract.api.Settings;
import java.time.Duration;

/**
 * Takes zero for no deadline at all.
 *
 * <p>{@code Socket.setSoTimeout(0)} does, and {@code Object.wait(0)}. What is left of a deadline
 * that has just passed is zero, too.
 */
@Breaks(value = "TIME-7", seen = "PT0S")
public final class BrokenZeroMeansForever extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected long limit(Duration deadline) {
        return deadline.isZero() ? Settings.NEVER : super.limit(deadline);
      }
    };
  }
}
