package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Server;
import fiveways.nonblocking.engine.Client;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.Conversation;
import fiveways.nonblocking.engine.Lifetime;
import fiveways.nonblocking.engine.StateMachine;
import fiveways.nonblocking.engine.TcpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Scenario 1: how does a server talk to many clients at once?
 *
 * <p>By never waiting for any of them. One thread asks the selector who is ready, does for that
 * client what can be done at once, and asks again. Each client is a machine of two states, and a
 * last one: we listen to it, or it does not take what we have for it, and then we do not read from
 * it either. What is awaited in a state is the whole of the backpressure.
 *
 * <p>What it costs: the loop of 01 is gone, and with it the place in the code where a client
 * stands. And no step may wait, for anything: that would hold up everybody. An idle client costs no
 * thread and no buffer, only this machine.
 *
 * <p>Look next at {@link Timeout}; at {@code engine/Client} for what comes after the conversation;
 * and at the same file in {@code 01-blocking-threads}, where both states are lines.
 */
public final class Echo implements Server {
  private final TcpServer server;

  /**
   * Serves when this returns, on a loop of its own.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Echo(EchoSettings settings) throws IOException {
    this(settings, Lifetime.forOne("echo"));
  }

  Echo(EchoSettings settings, Lifetime lifetime) throws IOException {
    int limit = settings.buffer();
    server = new TcpServer(settings.server(), lifetime, client -> new Echoing(client, limit));
  }

  /**
   * One client, from its first byte to its last. {@code engine/Client} tells it: {@code ready},
   * what its state waits for has come; {@code over}, the connection has ended. Each {@code to}
   * brings it into a state, and {@code entered} says what is then awaited.
   */
  private static final class Echoing extends StateMachine<Echoing.State>
      implements Conversation {
    // tag::plain[]
    sealed interface State {}

    /** We wait for its bytes, and hold none. */
    record Listening() implements State {}

    /** We wait for room, hold what it has not taken yet, and do not read. */
    record Blocked(ByteBuffer rest) implements State {}

    record Over() implements State {}

    // end::plain[]

    private final Client client;
    private final Connection connection;
    private final int limit;

    Echoing(Client client, int limit) {
      super(new Listening());
      this.client = client;
      connection = client.connection();
      this.limit = limit;
    }

    // tag::plain[]
    @Override
    public void ready() throws IOException {
      switch (state()) {
        case Listening _ -> echo();
        case Blocked(var rest) -> {
          if (connection.write(rest)) {
            to(new Listening());
          }
        }
        case Over _ -> {}
      }
    }

    // end::plain[]

    // tag::plain[]
    private void echo() throws IOException {
      var read = connection.read(limit); // into the loop's buffer, for one step ours
      if (read.isEmpty()) {
        to(new Over()); // it has ended, and is owed nothing
      } else if (!connection.write(read.get())) {
        to(new Blocked(copyOf(read.get()))); // the buffer is the next client's
      }
    }

    // end::plain[]

    private static ByteBuffer copyOf(ByteBuffer bytes) {
      return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

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

  @Override
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public int connections() {
    return server.connections();
  }

  @Override
  public void close() {
    server.close();
  }
}
