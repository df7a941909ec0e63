package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import fiveways.contract.api.EventServer;
import fiveways.nonblocking.engine.Client;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.Conversation;
import fiveways.nonblocking.engine.LineBuffer;
import fiveways.nonblocking.engine.StateMachine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One producer of {@link Replay}: each line is appended, and acknowledged. */
final class Producing extends StateMachine<Producing.State> implements Conversation {
  // tag::flushing[]
  sealed interface State {}

  record Listening() implements State {}

  /** Its acknowledgement does not go out; its next line is not looked at meanwhile. */
  record Blocked(ByteBuffer rest) implements State {}

  /** A history is read: no event is brought, so nothing happens here. */
  record Held() implements State {}

  record Over() implements State {}

  // end::flushing[]

  private final Client client;
  private final Connection connection;
  private final Events events;
  private final LineBuffer lines;

  /**
   * @param lines what has come behind its first line
   */
  Producing(Client client, Events events, LineBuffer lines) {
    super(new Listening());
    this.client = client;
    this.connection = client.connection();
    this.events = events;
    this.lines = lines;
  }

  @Override
  public void start() {
    super.start();
    goOnSoon(); // there may be lines already
  }

  // tag::flushing[]
  @Override
  public void ready() throws IOException {
    switch (state()) {
      case Listening _ -> {
        if (connection.read(lines)) {
          appendAll();
        } else {
          to(new Over()); // it has ended, and is owed nothing; half a line is no event
        }
      }
      case Blocked(var rest) -> {
        if (connection.write(rest)) {
          appendAll();
        }
      }
      case Held _, Over _ -> {}
    }
  }

  // end::flushing[]

  // tag::flushing[]
  private void appendAll() throws IOException {
    while (!events.mustStandStill()) {
      var line = lines.next();
      if (line.isEmpty()) {
        to(new Listening());
        return;
      }
      var ok = EventServer.ok(events.append(line.get().text()));
      var bytes = ByteBuffer.wrap(ok.bytes());
      if (!connection.write(bytes)) {
        to(new Blocked(bytes));
        return;
      }
    }
    to(new Held());
  }

  // end::flushing[]

  /** In a step of its own, and on behalf of this client. */
  void goOnSoon() {
    var _ = client.after(Duration.ZERO, this::goOn);
  }

  // tag::flushing[]
  private void goOn() throws IOException {
    switch (state()) {
      case Listening _, Held _ -> appendAll();
      case Blocked _, Over _ -> {}
    }
  }

  // end::flushing[]

  @Override
  public boolean finished() {
    return switch (state()) {
      case Listening _, Over _ -> true;
      case Blocked _, Held _ -> false;
    };
  }

  @Override
  public void over() {
    events.forget(this);
    switch (state()) {
      case Listening _, Blocked _, Held _ -> to(new Over());
      case Over _ -> {}
    }
  }

  // tag::flushing[]
  @Override
  protected void entered(State now) {
    switch (now) {
      case Listening _ -> connection.interestOps(OP_READ);
      case Blocked _ -> connection.interestOps(OP_WRITE);
      case Held _ -> {
        connection.interestOps(0);
        events.hold(this);
      }
      case Over _ -> client.leave();
    }
  }
  // end::flushing[]
}
