package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A stream of events that is looked at now and then.
 *
 * @param source whose lines are the events
 * @param viewer who is sent them, in batches
 * @param period how often, longer than zero; first one period after the two are connected
 * @param waiting from how many events on, received and not yet in a batch that is being sent, the
 *     source is read no further; at least 1
 */
public record Batching(Peer source, Peer viewer, Duration period, int waiting) {

  /** How many events wait, if nobody says otherwise. */
  public static final int WAITING = 1_000;

  /** Refuses, with an {@link IllegalArgumentException} that names it, what makes no sense. */
  public Batching {
    requireNonNull(source, "source");
    requireNonNull(viewer, "viewer");
    Settings.positive("period", period);
    Settings.atLeast("waiting", 1, waiting);
  }

  public Batching(Peer source, Peer viewer, Duration period) {
    this(source, viewer, period, WAITING);
  }

  public Batching withWaiting(int other) {
    return new Batching(source, viewer, period, other);
  }

  /** The line before a batch of so many events. */
  public static Line batch(int events) {
    return new Line("BATCH " + events);
  }

  /** The line after the last batch. */
  public static Line end() {
    return new Line("END");
  }
}
