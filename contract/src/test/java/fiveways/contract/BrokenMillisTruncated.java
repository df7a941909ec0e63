package fiveways.contract;

import java.time.Duration;

/**
 * Turns the deadline into whole milliseconds, rounding down.
 *
 * <p>{@code Duration.toMillis()} is what older interfaces take, and does it without a word. Nobody
 * sees the difference, until something that was promised at least so long was not given it.
 */
@Breaks(value = "TIME-3", seen = "before its deadline")
public final class BrokenMillisTruncated extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected long limit(Duration deadline) {
        return super.limit(deadline) / 1_000_000 * 1_000_000;
      }
    };
  }
}
