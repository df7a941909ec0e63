package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.LineBuffer;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Machine;
import fiveways.nonblocking.engine.StateMachine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Connect, write, read one line: the plain operation of {@link Timeout}, as a machine. In 01 it is
 * three lines, and where it has got to is where its thread stands. Here each place where those
 * would wait has become a state, and each state carries what its next step needs.
 */
class Asking extends StateMachine<Asking.State> implements Machine, Loop.Handler {

  // tag::plain[]
  sealed interface State {}

  record Connecting(ByteBuffer request) implements State {}

  record Writing(ByteBuffer rest) implements State {}

  record Reading(LineBuffer reply) implements State {}

  record Ended(Outcome outcome) implements State {}

  // end::plain[]

  private final Consumer<Outcome> end;
  private final Peer peer;
  private final Connection connection;

  Asking(Loop loop, Consumer<Outcome> end, Peer peer, byte[] request) {
    super(new Connecting(ByteBuffer.wrap(request)));
    this.end = end;
    this.peer = peer;
    connection = new Connection(loop, this);
  }

  /** What the state waits for has come. */
  // tag::plain[]
  @Override
  public void ready() throws IOException {
    switch (state()) {
      case Connecting(var request) -> {
        connection.finishConnect();
        to(new Writing(request));
      }
      case Writing(var rest) -> {
        if (connection.write(rest)) {
          to(new Reading(new LineBuffer()));
        }
      }
      case Reading(var reply) -> read(reply);
      case Ended _ -> {}
    }
  }

  // end::plain[]

  // tag::plain[]
  private void read(LineBuffer reply) throws IOException {
    var line = connection.readLine(reply);
    if (line.isPresent()) {
      to(new Ended(Line.reply(line.get().text())));
    }
  }

  // end::plain[]

  @Override
  public void failed(Exception cause) {
    switch (state()) {
      case Connecting _, Writing _, Reading _ -> to(new Ended(new Failed(cause)));
      case Ended _ -> {}
    }
  }

  // tag::plain[]
  @Override
  protected void entered(State now) {
    switch (now) {
      case Connecting _ -> connection.connect(peer); // tells us later, never from within
      case Writing _ -> connection.interestOps(OP_WRITE);
      case Reading _ -> connection.interestOps(OP_READ);
      case Ended(var outcome) -> {
        connection.close();
        end.accept(outcome);
      }
    }
  }
  // end::plain[]
}
