package fiveways.contract.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Two streams of lines that become one.
 *
 * @param a whose lines go to the sink as {@code A <line>}
 * @param b whose lines go to the sink as {@code B <line>}
 * @param sink who gets them all, and a status every period
 * @param period how often, longer than zero; first one period after the three are connected
 */
public record Merging(Peer a, Peer b, Peer sink, Duration period) {

  /** Refuses, with an {@link IllegalArgumentException} that names it, a period that is none. */
  public Merging {
    requireNonNull(a, "a");
    requireNonNull(b, "b");
    requireNonNull(sink, "sink");
    Settings.positive("period", period);
  }

  /**
   * The bytes that the sink is sent for a line of a source, its line feed included. Not a {@link
   * Line}: it may be longer than one.
   */
  public static byte[] of(char source, String line) {
    return (source + " " + line + "\n").getBytes(ISO_8859_1);
  }

  /**
   * What the sink is told now and then, and at the end.
   *
   * @param a how many lines of the first source stand before it in the sink's stream
   * @param b how many of the second
   */
  public static Line status(long a, long b) {
    return new Line("STATUS a=%d b=%d".formatted(a, b));
  }
}
