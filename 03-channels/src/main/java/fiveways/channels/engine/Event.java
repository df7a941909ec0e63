package fiveways.channels.engine;

import fiveways.contract.api.Outcome;

/** What an actor hears that waits for another one. */
public sealed interface Event {

  /** Events of which there is nothing more to say. */
  enum Signal implements Event {
    /** Whoever started it wants it to end. */
    STOP,
    /** The clock was told to send this, and when. */
    TIME_UP,
    /** Somebody has received what was offered. */
    TAKEN
  }

  /** The other one has ended. */
  record Ended(Outcome how) implements Event {}
}
