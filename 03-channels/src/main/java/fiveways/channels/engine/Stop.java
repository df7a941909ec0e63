package fiveways.channels.engine;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.SelectClause;

/**
 * How an actor is told to stop: a channel on which nothing is ever sent, and which is closed. A
 * message would be heard once, by one; that a channel is closed is heard by everybody who listens,
 * and also by who listens again, or only later.
 */
public final class Stop {
  private final Channel<Object> channel = Channel.newRendezvousChannel();

  /** Says it; does not block. To say it twice is to say it once. */
  public void say() {
    channel.doneOrClosed();
  }

  /** Blocks until it has been said. An interrupt does not cut that short; it is restored. */
  void await() {
    Calmly.wait(channel::receiveOrClosed);
  }

  /** Whether it has been said; does not block. */
  public boolean said() {
    return channel.isClosedForReceive();
  }

  /** For a {@code select}, which then finds this channel closed. */
  public <E> SelectClause<E> heard() {
    return channel.receiveClause(message -> {
      throw new IllegalStateException("nothing is ever sent on it: " + message);
    });
  }
}
