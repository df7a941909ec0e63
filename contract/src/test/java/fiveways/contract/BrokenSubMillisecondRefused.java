package fiveways.contract;

import java.time.Duration;

/**
 * Refuses what is shorter than a millisecond, because in whole milliseconds it is zero.
 *
 * <p>It looks like care: zero means something else here ("forever", in {@code
 * Socket.setSoTimeout}), so better refuse it. But half a millisecond is a duration like any other,
 * and what is left of a deadline is often as short.
 */
@Breaks(
    value = {"TIME-3", "TIME-4", "TIME-7"},
    seen = "")
public final class BrokenSubMillisecondRefused extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected long limit(Duration deadline) {
        if (deadline.isPositive() && deadline.compareTo(Duration.ofMillis(1)) < 0) {
          throw new IllegalArgumentException("too short: " + deadline);
        }
        return super.limit(deadline);
      }
    };
  }
}
