package fiveways.channels.engine;

import com.softwaremill.jox.Channel;

/** What a door is told: whatever it knows, it knows from here. */
sealed interface News {

  /** A client was accepted. */
  record Came(Connection client) implements News {}

  /** Something has come from a client after the door was told to close. */
  record Talked(Connection client) implements News {}

  /** A client is to hear a last word, and has the grace period for it. */
  record Leaving(Connection client) implements News {}

  /** A client is lost, or has had its time. */
  record CutOff(Connection client) implements News {}

  /** One of the two actors that a client has will do no more. */
  record Half(Connection client) implements News {}

  /** Somebody wants to know how many are inside. */
  record HowMany(Channel<Integer> answer) implements News {}

  /** News of which there is nothing more to say. */
  enum Signal implements News {
    CLOSE,
    NOBODY_MORE,
    LOOK,
    GRACE_OVER
  }
}
