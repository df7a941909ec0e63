package fiveways.nonblocking.engine;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import java.io.IOException;
import java.util.function.Consumer;

/** Connects, and that is all: for somebody who goes on with the connection. Its reply is empty. */
public final class Connecting extends StateMachine<Connecting.State>
    implements Machine, Loop.Handler {
  sealed interface State {}

  record Waiting() implements State {}

  record Connected() implements State {}

  record Lost(Exception cause) implements State {}

  private final Peer peer;
  private final Consumer<Outcome> end;
  private final Connection connection;

  public Connecting(Loop loop, Peer peer, Consumer<Outcome> end) {
    super(new Waiting());
    this.peer = peer;
    this.end = end;
    connection = new Connection(loop, this);
  }

  /** Whoever goes on with it has to become its handler. */
  public Connection connection() {
    return connection;
  }

  @Override
  public void ready() throws IOException {
    switch (state()) {
      case Waiting _ -> {
        connection.finishConnect();
        to(new Connected());
      }
      case Connected _, Lost _ -> {}
    }
  }

  @Override
  public void failed(Exception cause) {
    switch (state()) {
      case Waiting _ -> to(new Lost(cause));
      case Connected _, Lost _ -> {}
    }
  }

  @Override
  public void cancel() {
    switch (state()) {
      case Waiting _ -> to(new Lost(cancellation().cause()));
      case Connected _, Lost _ -> {}
    }
  }

  @Override
  protected void entered(State now) {
    switch (now) {
      case Waiting _ -> connection.connect(peer);
      case Connected _ -> {
        connection.interestOps(0);
        end.accept(new Line(""));
      }
      case Lost(var cause) -> {
        connection.close();
        end.accept(new Failed(cause));
      }
    }
  }
}
