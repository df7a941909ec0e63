package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.LineBuffer;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.StateMachine;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A source of lines, for {@link Relay}: is connected to, and then read, but no further than to the
 * lines that have come with one read, as long as these have not been taken. So its buffers fill,
 * and then the source's own, and it is slowed.
 */
final class Inlet extends StateMachine<Inlet.State> implements Loop.Handler {

  /** Who takes the lines. */
  interface Owner {

    void connected();

    /** There is a line to take, or there will be no more. */
    void came();

    void failed(Exception cause);
  }

  sealed interface State {}

  record Connecting() implements State {}

  /** Connected, and not read before everybody is. */
  record Connected() implements State {}

  record Reading() implements State {}

  /** There are lines to take. */
  record Holding() implements State {}

  /** All has been taken, and half a line at the end was none. */
  record Ended() implements State {}

  private final Peer peer;
  private final Owner owner;
  private final Connection connection;
  private final LineBuffer buffer = new LineBuffer();
  private final Queue<Line> lines = new ArrayDeque<>();

  Inlet(Loop loop, Peer peer, Owner owner) {
    super(new Connecting());
    this.peer = peer;
    this.owner = owner;
    connection = new Connection(loop, this);
  }

  /** Everybody is connected. */
  void begin() {
    switch (state()) {
      case Connected _ -> to(new Reading());
      case Connecting _, Reading _, Holding _, Ended _ ->
          throw new IllegalStateException("it begins once, and then");
    }
  }

  @Override
  public void ready() throws IOException {
    switch (state()) {
      case Connecting _ -> {
        connection.finishConnect();
        to(new Connected());
      }
      case Reading _ -> read();
      case Connected _, Holding _, Ended _ -> {}
    }
  }

  private void read() throws IOException {
    boolean goesOn = connection.read(buffer);
    for (var line = buffer.next(); line.isPresent(); line = buffer.next()) {
      lines.add(line.get());
    }
    if (!goesOn) {
      to(new Ended());
    } else if (!lines.isEmpty()) {
      to(new Holding());
    }
  }

  @Override
  public void failed(Exception cause) {
    owner.failed(cause);
  }

  /** The next line, if there is one. */
  Optional<Line> take() {
    var line = Optional.ofNullable(lines.poll());
    if (lines.isEmpty()) {
      switch (state()) {
        case Holding _ -> to(new Reading());
        case Connecting _, Connected _, Reading _, Ended _ -> {}
      }
    }
    return line;
  }

  boolean hasEnded() {
    return state() instanceof Ended;
  }

  void close() {
    connection.close();
  }

  @Override
  protected void entered(State now) {
    switch (now) {
      case Connecting _ -> connection.connect(peer);
      case Connected _ -> {
        connection.interestOps(0);
        owner.connected();
      }
      case Reading _ -> connection.interestOps(OP_READ);
      case Holding _, Ended _ -> {
        connection.interestOps(0);
        owner.came();
      }
    }
  }
}
