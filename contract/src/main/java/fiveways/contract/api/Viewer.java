package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Somebody who watches how far operations are: a peer that is sent a line now and then, and asked
 * for nothing. Whether it can be reached, reads, or goes away changes nothing for what it watches.
 *
 * @param peer whom to connect to, and tell
 * @param period how often, longer than zero; first one period after the operations were begun
 * @param limit how long the end waits at most until the last line has been written, from the end of
 *     the last operation; longer than zero
 */
public record Viewer(Peer peer, Duration period, Duration limit) {

  /**
   * Refuses, with an {@link IllegalArgumentException} that names it, a time that makes no sense.
   */
  public Viewer {
    requireNonNull(peer, "peer");
    Settings.positive("period", period);
    Settings.positive("limit", limit);
  }

  /**
   * The line that it is sent.
   *
   * @param done how many have succeeded
   * @param failed how many have failed; what was cancelled has not
   * @param total how many there are, begun or not
   */
  public static Line progress(int done, int failed, int total) {
    return new Line("PROGRESS done=%d failed=%d total=%d".formatted(done, failed, total));
  }
}
