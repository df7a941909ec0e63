package fiveways.contract;

import java.time.Duration;

/**
 * Takes a negative deadline for one that has passed, and says so when the operation runs.
 *
 * <p>It sounds reasonable, and hides a mistake of arithmetic in the caller: what can never succeed
 * should be refused where it is written, and not tried again three times.
 */
@Breaks(value = "TIME-7", seen = "deadline = PT-")
public final class BrokenNegativeIsOver extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected long limit(Duration deadline) {
        return deadline.isNegative() ? 0 : super.limit(deadline);
      }
    };
  }
}
