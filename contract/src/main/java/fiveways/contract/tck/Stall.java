package fiveways.contract.tck;

import java.time.Duration;

/**
 * A time in which a server could say nothing to a client. The server accepted it somewhere between
 * two moments that the client knows, so it is also known which beats were due then for sure.
 *
 * @param connectingSince not before this the client was accepted
 * @param acceptedBy not after this
 * @param period of the beats
 * @param since when it began
 * @param until when it ended
 */
record Stall(long connectingSince, long acceptedBy, Duration period, long since, long until) {

  /**
   * Only the later half of it. That a server which got no processor for a while still had room for
   * a beat when it seemed to be blocked, the client cannot see: in the earlier half that may be.
   */
  Stall laterHalf() {
    return new Stall(connectingSince, acceptedBy, period, since + (until - since) / 2, until);
  }

  Duration length() {
    return Duration.ofNanos(until - since);
  }

  /** Whether the beat was due after it began, whenever the client was accepted. */
  boolean dueAfterItBegan(Heard.Beat beat) {
    return connectingSince + beat.number() * period.toNanos() > since;
  }

  /** Whether the beat was due within, whenever the client was accepted. */
  boolean dueMeanwhile(Heard.Beat beat) {
    return dueAfterItBegan(beat) && acceptedBy + beat.number() * period.toNanos() < until;
  }

  /** Whether the beat was due after it ended, whenever the client was accepted. */
  boolean dueAfterItEnded(Heard.Beat beat) {
    return connectingSince + beat.number() * period.toNanos() > until;
  }
}
