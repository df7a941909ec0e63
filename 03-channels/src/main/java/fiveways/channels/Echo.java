package fiveways.channels;

import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Client;
import fiveways.channels.engine.Input.Chunk;
import fiveways.channels.engine.TcpServer;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Server;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Scenario 1: how does one serve many clients at once, each at its own speed?
 *
 * <p>Each client has two actors ({@code engine/Attendants} starts them, and the second is here).
 * One waits for its input and sends on what comes, over a channel without a buffer; the other
 * receives and writes. While a client does not read, the second waits in its write, the first for
 * the second, and the client for the first: backpressure is what a rendezvous is, and delays nobody
 * else. That there is no more to come is a message like others; it is sent when the client has
 * ended, and when the server closes.
 *
 * <p>What it costs: two actors for each idle client, and a copy of every byte on its way from one
 * to the other, because they share no buffer. For an echo alone one actor would do, as in {@code
 * 04-virtual-threads}; it pays as soon as there is a second thing to wait for: look next at {@link
 * Heartbeat}.
 */
public final class Echo implements Server {
  private final TcpServer server;

  /**
   * Serves when this returns; does not block.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Echo(EchoSettings settings, ActorSystem actors) throws IOException {
    int largest =
        Math.max(1, settings.buffer() / 2); // one is written while one follows: 2 at least
    server = new TcpServer("echo", settings.server(), largest, actors, Echo::serve);
  }

  /** One client, from its first byte to its last; when it has sent all, we end what we send. */
  // tag::plain[]
  private static void serve(Client client) throws IOException, InterruptedException {
    while (client.next() instanceof Chunk chunk) { // else it is the end
      client.write(chunk.bytes());
    }
  }

  // end::plain[]

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
