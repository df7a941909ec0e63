package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;

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
import java.util.List;
import java.util.function.Consumer;

/** PLAY-6, in this model's own style: a producer that has never heard of being held. */
final class Pausing {
  private Pausing() {}

  /** One line after the other, each when the one before has been acknowledged. */
  static Operation producing(Peer peer, List<String> lines) {
    return (loop, end) -> new Producer(loop, end, peer, lines);
  }

  private static final class Producer extends StateMachine<Producer.State>
      implements Machine, Loop.Handler {
    sealed interface State {}

    record Connecting() implements State {}

    /** So many lines have been sent, and the last of them is not acknowledged. */
    record Sent(int lines) implements State {}

    record Over(Outcome outcome) implements State {}

    private final Consumer<Outcome> end;
    private final Peer peer;
    private final List<String> lines;
    private final Connection connection;
    private final LineBuffer acknowledgements = new LineBuffer();

    Producer(Loop loop, Consumer<Outcome> end, Peer peer, List<String> lines) {
      super(new Connecting());
      this.end = end;
      this.peer = peer;
      this.lines = lines;
      connection = new Connection(loop, this);
    }

    @Override
    public void ready() throws IOException {
      switch (state()) {
        case Connecting _ -> {
          connection.finishConnect();
          send(0);
        }
        case Sent(int sent) -> {
          var acknowledged = connection.readLine(acknowledgements);
          if (acknowledged.isPresent() && sent == lines.size()) {
            to(new Over(Line.reply(acknowledged.get().text())));
          } else if (acknowledged.isPresent()) {
            send(sent);
          }
        }
        case Over _ -> {}
      }
    }

    private void send(int index) throws IOException {
      var bytes = new Line(lines.get(index)).bytes();
      if (!connection.write(ByteBuffer.wrap(bytes))) {
        throw new IOException("no room for a line, although all before were acknowledged");
      }
      to(new Sent(index + 1));
    }

    @Override
    public void failed(Exception cause) {
      switch (state()) {
        case Connecting _, Sent _ -> to(new Over(new Failed(cause)));
        case Over _ -> {}
      }
    }

    @Override
    protected void entered(State now) {
      switch (now) {
        case Connecting _ -> connection.connect(peer);
        case Sent _ -> connection.interestOps(OP_READ);
        case Over(var outcome) -> {
          connection.close();
          end.accept(outcome);
        }
      }
    }
  }
}
