package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import fiveways.contract.api.Line;
import fiveways.nonblocking.engine.Client;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.Conversation;
import fiveways.nonblocking.engine.LineBuffer;
import fiveways.nonblocking.engine.StateMachine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One client of {@link Heartbeat} before it had to beat: its lines come back. The states are those
 * of {@link Echo}; what is new is that half a line may be left between two events.
 */
class EchoingLines extends StateMachine<EchoingLines.State> implements Conversation {
  // tag::plain[]
  sealed interface State {}

  record Listening() implements State {}

  record Blocked(ByteBuffer rest) implements State {}

  record Over() implements State {}

  // end::plain[]

  final Client client;
  private final Connection connection;
  private final LineBuffer lines = new LineBuffer(); // with the half of a line, if there is one

  EchoingLines(Client client) {
    super(new Listening());
    this.client = client;
    connection = client.connection();
  }

  // tag::plain[]
  @Override
  public void ready() throws IOException {
    switch (state()) {
      case Listening _ -> {
        if (connection.read(lines)) {
          speak();
        } else {
          to(new Over()); // it has ended, and is owed nothing; half a line is no line
        }
      }
      case Blocked(var rest) -> {
        if (connection.write(rest)) {
          speak();
        }
      }
      case Over _ -> {}
    }
  }

  // end::plain[]

  // tag::plain[]
  void speak() throws IOException {
    for (var line = nextToSay(); line.isPresent(); line = nextToSay()) {
      var bytes = ByteBuffer.wrap(line.get().bytes());
      if (!connection.write(bytes)) {
        to(new Blocked(bytes)); // the rest of it goes out before anything else does
        return;
      }
    }
    to(new Listening()); // also from there: to enter it again is to begin to listen anew
  }

  Optional<Line> nextToSay() throws IOException {
    return lines.next();
  }

  // end::plain[]

  @Override
  public void over() {
    switch (state()) {
      case Listening _, Blocked _ -> to(new Over());
      case Over _ -> {}
    }
  }

  // tag::plain[]
  @Override
  protected void entered(State now) {
    switch (now) {
      case Listening _ -> connection.interestOps(OP_READ);
      case Blocked _ -> connection.interestOps(OP_WRITE);
      case Over _ -> client.leave();
    }
  }
  // end::plain[]
}
