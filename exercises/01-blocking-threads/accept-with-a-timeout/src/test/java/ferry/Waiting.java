package ferry;

import java.time.Duration;

/** How long the tests wait; on a very slow machine, {@code -Dpatience=3} triples it all. */
final class Waiting {
  /** How long a ferry boards in these tests. */
  static final Duration BOARDING = Duration.ofMillis(Math.round(400 * factor()));

  private Waiting() {}

  /** In milliseconds: how long to wait for what should come at once. */
  static int patience() {
    return (int) Math.round(3000 * factor());
  }

  private static double factor() {
    return Double.parseDouble(System.getProperty("patience", "1"));
  }
}
