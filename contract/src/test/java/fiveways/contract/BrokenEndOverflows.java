package fiveways.contract;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Computes when the deadline ends, and overflows on the way.
 *
 * <p>{@code System.nanoTime() + nanos} is past {@link Long#MAX_VALUE} long before 292 years are
 * reached, and then the end lies before the beginning: the longest deadline is over at once. {@code
 * now - start >= nanos} has no such end.
 */
@Breaks(value = "TIME-7", seen = "expected the reply")
public final class BrokenEndOverflows extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected long limit(Duration deadline) {
        super.limit(deadline);
        long nanos = TimeUnit.NANOSECONDS.convert(deadline); // saturates
        long end = System.nanoTime() + nanos;
        return end < System.nanoTime() ? 0 : nanos;
      }
    };
  }
}
