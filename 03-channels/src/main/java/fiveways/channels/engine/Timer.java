package fiveways.channels.engine;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.SelectClause;
import fiveways.contract.api.Settings;
import java.time.Duration;

/**
 * Time as a message: what the clock is to send to the actor that waits for it. A timer is set for
 * one moment, and again once that has been heard.
 */
public final class Timer<M> implements AutoCloseable {
  private final Clock clock;
  private final M message;
  private final Channel<M> channel;

  Timer(Clock clock, M message, Channel<M> channel) {
    this.clock = clock;
    this.message = message;
    this.channel = channel;
  }

  /** The message comes when so long has passed, and never before. */
  public void in(Duration duration) {
    at(System.nanoTime() + Settings.nanos(duration));
  }

  /** The message comes at that value of {@link System#nanoTime}, and never before. */
  public void at(long nanoTime) {
    clock.set(this, nanoTime);
  }

  /** For a {@code select}. */
  public SelectClause<M> rings() {
    return channel.receiveClause();
  }

  void ring() throws InterruptedException {
    channel.sendOrClosed(message); // there is room, so the clock need not wait
  }

  /** Withdraws it: the clock keeps nothing of it. Does not block. */
  @Override
  public void close() {
    clock.withdraw(this);
  }
}
