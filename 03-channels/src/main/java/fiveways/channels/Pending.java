package fiveways.channels;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.SelectClause;
import fiveways.channels.engine.Client;
import fiveways.channels.engine.Timer;
import fiveways.contract.api.ReplaySettings;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * What waits for one subscriber of {@link Replay}. It belongs to the {@link Keeper}; the
 * subscriber's own actor has only the other end of the channel.
 */
final class Pending implements AutoCloseable {

  /** What the subscriber is given. */
  sealed interface Given {}

  /** Its history ends there, in the file. */
  record History(long end) implements Given {}

  /** It is sent as it is. */
  static final class Event implements Given {
    private final byte[] bytes;

    Event(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  private enum Signal implements Given {
    END
  }

  /** There is no more to come. */
  static final Given END = Signal.END;

  private final Client client;
  private final int most;

  /** With room for the one thing that was asked for. */
  private final Channel<Given> given = Channel.newBufferedChannel(1);

  // What the keeper alone knows:
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private Optional<Timer<?>> limit = Optional.empty();
  private boolean asked;
  private boolean ends;
  private boolean gone;

  Pending(Client client, ReplaySettings settings) {
    this.client = client;
    this.most = settings.waiting();
  }

  /** For a {@code select} of the subscriber. */
  <E> SelectClause<E> given(java.util.function.Function<Given, ? extends E> meaning) {
    return given.receiveClause(meaning::apply);
  }

  // ---- for the keeper

  void begins(long end, Timer<?> late, ReplaySettings settings) throws InterruptedException {
    late.in(settings.replay());
    limit = Optional.of(late);
    given.send(new History(end));
  }

  void asks() throws InterruptedException {
    asked = true;
    give();
  }

  /** Given at once, or kept; if that is too much it is cut off. */
  void offer(List<byte[]> events) {
    if (!ends) {
      waiting.addAll(events);
      giveIfPossible();
      if (waiting.size() > most) {
        cutOff();
      }
    }
  }

  void noMore() {
    ends = true;
    giveIfPossible();
  }

  private void giveIfPossible() {
    try {
      give();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts an actor", e);
    }
  }

  /** Does not block: there is room for what was asked for. */
  private void give() throws InterruptedException {
    if (asked && !gone && !waiting.isEmpty()) {
      asked = false;
      given.send(new Event(waiting.remove()));
    } else if (asked && !gone && ends) {
      asked = false;
      given.send(END);
    }
  }

  /** The door closes its socket; whoever writes to it wakes with an exception. */
  void cutOff() {
    waiting.clear();
    client.cutOff();
    noMore(); // in case it waits for us, and not at its socket
  }

  @Override
  public void close() {
    gone = true;
    waiting.clear();
    limit.ifPresent(Timer::close);
  }
}
