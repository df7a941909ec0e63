package fiveways.channels.engine;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.ChannelClosed;
import com.softwaremill.jox.Select;
import java.util.Optional;

/**
 * A channel without a limit: who sends never waits, and cannot be blocked by a receiver that is
 * busy. For news that are few and soon read; where bytes pass, a limit has to be.
 */
public final class Mailbox<M> {
  private final Channel<M> channel = Channel.newUnlimitedChannel();

  /** Sends it; false if the mailbox is closed. Does not block. */
  public boolean tell(M message) {
    try {
      return !(channel.sendOrClosed(message) instanceof ChannelClosed);
    } catch (InterruptedException e) {
      throw new IllegalStateException("it was not to block", e);
    }
  }

  /** The next message, if there is one; does not block. */
  public Optional<M> poll() throws InterruptedException {
    return Select.select(
        channel.receiveClause(Optional::of), Select.defaultClause(Optional.<M>empty()));
  }

  /** Blocks until there is a message; none, once it is closed and all have been received. */
  @SuppressWarnings("unchecked") // what is not closed has been sent
  Optional<M> next() throws InterruptedException {
    var message = channel.receiveOrClosed();
    return message instanceof ChannelClosed ? Optional.empty() : Optional.of((M) message);
  }

  /** For a {@code select}, and for the clock. */
  public Channel<M> channel() {
    return channel;
  }

  /** Takes no more. What has been sent can still be received. */
  void close() {
    channel.doneOrClosed();
  }
}
