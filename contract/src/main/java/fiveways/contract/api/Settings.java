package fiveways.contract.api;

import java.time.Duration;
import java.util.List;

/** How settings are checked and durations turned into what a clock takes. */
public final class Settings {

  /**
   * Stands for "never": half the clock's range, so that adding it to {@link System#nanoTime} cannot
   * overflow a comparison.
   */
  public static final long NEVER = Long.MAX_VALUE / 2;

  private Settings() {}

  /**
   * The duration, if it is positive.
   *
   * @throws IllegalArgumentException naming the setting and the value, if it is zero or negative
   * @throws NullPointerException if it is missing
   */
  public static Duration positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be longer than zero: " + value);
    }
    return value;
  }

  /** In nanoseconds; what is beyond the clock's range is {@link #NEVER}. */
  public static long nanos(Duration duration) {
    try {
      return Math.min(duration.toNanos(), NEVER);
    } catch (ArithmeticException beyondTheClock) {
      return NEVER;
    }
  }

  /**
   * The duration, if it is positive or zero.
   *
   * @throws IllegalArgumentException naming the setting and the value, if it is negative
   * @throws NullPointerException if it is missing
   */
  public static Duration notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
    return value;
  }

  /**
   * The attempts, as they are now.
   *
   * @throws IllegalArgumentException if there is none
   * @throws NullPointerException if one is missing
   */
  public static <O> List<O> atLeastOne(List<O> attempts) {
    if (attempts.isEmpty()) {
      throw new IllegalArgumentException("a race needs at least one attempt");
    }
    return List.copyOf(attempts);
  }

  static void atLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }
}
