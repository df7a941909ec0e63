package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import fiveways.nonblocking.engine.Client;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.Conversation;
import fiveways.nonblocking.engine.StateMachine;
import fiveways.nonblocking.engine.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * One subscriber of {@link Replay}: first the history, a piece whenever there is room for one, then
 * what is live. What is live waits here, up to a bound, while it does not read.
 */
final class Subscribing extends StateMachine<Subscribing.State> implements Conversation {
  private static final int DROPPED = 64 * 1024; // of what it says, at once

  sealed interface State {}

  /** Its history goes out, and producers stand still for that. */
  record Replaying(History history, ByteBuffer rest, Timer limit) implements State {}

  /** It has all there is. */
  record UpToDate() implements State {}

  /** It has not taken the rest of an event; others wait behind that. */
  record Behind(ByteBuffer rest) implements State {}

  record Over() implements State {}

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Client client;
  private final Connection connection;
  private final Events events;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private boolean deaf; // it has ended its output: there is nothing to hear
  private boolean ending;

  Subscribing(Client client, Events events) {
    super(new UpToDate());
    this.client = client;
    this.connection = client.connection();
    this.events = events;
  }

  @Override
  public void start() {
    var _ = client.after(Duration.ZERO, this::begin); // if that fails it is this client's failure
  }

  private void begin() throws IOException {
    switch (state()) {
      case UpToDate _ -> {
        var history = events.replayBegins(this);
        to(new Replaying(history, NOTHING, client.after(events.limit(), this::tooSlow)));
      }
      case Replaying _, Behind _, Over _ -> {}
    }
  }

  @Override
  public void ready() throws IOException {
    switch (state()) {
      case Replaying(var history, var rest, var limit) -> {
        if (connection.write(rest) && history.isOver()) {
          catchUp();
        } else if (!rest.hasRemaining()) { // one for each event: everybody has his turn in between
          to(new Replaying(history, history.nextPiece(), limit));
        }
      }
      case UpToDate _ -> hear();
      case Behind(var rest) -> {
        if (connection.write(rest)) {
          catchUp();
        }
      }
      case Over _ -> {}
    }
  }

  /** These are live: written at once, or put behind what waits. */
  void offer(List<byte[]> flushed) {
    waiting.addAll(flushed);
    try {
      switch (state()) {
        case UpToDate _ -> catchUp();
        case Replaying _, Behind _, Over _ -> {}
      }
    } catch (IOException lost) { // and not the failure of whoever has appended
      over();
    }
    if (waiting.size() > events.settings().waiting()) {
      over(); // it does not read, and has to go
    }
  }

  private void catchUp() throws IOException {
    while (!waiting.isEmpty()) {
      var bytes = ByteBuffer.wrap(waiting.remove());
      if (!connection.write(bytes)) {
        to(new Behind(bytes));
        return;
      }
    }
    to(new UpToDate());
  }

  /** What it says is dropped; that it ends its output changes nothing. */
  private void hear() throws IOException {
    deaf = connection.read(DROPPED).isEmpty();
    to(new UpToDate());
  }

  private void tooSlow() {
    switch (state()) {
      case Replaying _ -> to(new Over());
      case UpToDate _, Behind _, Over _ -> {}
    }
  }

  /** Nobody appends any more: when it has all, that was all. */
  void end() {
    ending = true;
    switch (state()) {
      case UpToDate _ -> to(new UpToDate());
      case Replaying _, Behind _, Over _ -> {}
    }
  }

  /** It ends by itself, when it has got all. */
  @Override
  public boolean finished() {
    return false;
  }

  @Override
  public void over() {
    switch (state()) {
      case Replaying _, UpToDate _, Behind _ -> to(new Over());
      case Over _ -> {}
    }
  }

  @Override
  protected void left(State before) {
    if (before instanceof Replaying(_, _, var limit) && !(state() instanceof Replaying)) {
      limit.drop();
      events.replayEnds();
    }
  }

  @Override
  protected void entered(State now) {
    switch (now) {
      case Replaying _, Behind _ -> connection.interestOps(OP_WRITE);
      case UpToDate _ -> {
        connection.interestOps(deaf ? 0 : OP_READ);
        if (ending && waiting.isEmpty()) {
          client.finish();
        }
      }
      case Over _ -> {
        events.forget(this);
        client.leave();
      }
    }
  }
}
