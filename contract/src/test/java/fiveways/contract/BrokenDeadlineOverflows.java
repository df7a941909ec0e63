package fiveways.contract;

import fiveways.contract.api.Settings;
import java.time.Duration;

/**
 * Takes every duration for one that fits into a long of nanoseconds.
 *
 * <p>{@code Duration.toNanos()} throws beyond 292 years, and {@code
 * Duration.ofSeconds(Long.MAX_VALUE)} is how people write "no deadline, please".
 */
@Breaks(value = "TIME-7", seen = "ArithmeticException")
public final class BrokenDeadlineOverflows extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected long limit(Duration deadline) {
        return Settings.positive("deadline", deadline).toNanos();
      }
    };
  }
}
