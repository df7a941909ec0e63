package fiveways.channels.engine;

import com.softwaremill.jox.Channel;

/**
 * What happens once, and is seen by everybody from then on: a channel on which nothing is ever
 * sent, and which is closed. One can look at it and wait for it, but, unlike on {@link Stop}, not
 * select.
 */
final class Latch {
  private final Channel<Object> channel = Channel.newRendezvousChannel();

  /** Does not block. Twice is once. */
  void open() {
    channel.doneOrClosed();
  }

  /** Does not block. */
  boolean isOpen() {
    return channel.isClosedForReceive();
  }

  /** Blocks until it is open. An interrupt does not cut that short; it is restored. */
  void await() {
    Calmly.wait(channel::receiveOrClosed);
  }
}
