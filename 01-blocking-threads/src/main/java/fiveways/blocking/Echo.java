package fiveways.blocking;

import fiveways.blocking.engine.Client;
import fiveways.blocking.engine.Door;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Server;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Scenario 1: how does a server talk to many clients at once?
 *
 * <p>By giving each of them a thread. Its code is then what it would be for one client alone: read,
 * write, again. Where it has got to is where its thread stands; that a client is slow means that
 * its thread waits, in a read or in a write, and nobody else's does. It does not read on before it
 * has written what it has, so what it holds for a client is bounded by its buffer without another
 * thought.
 *
 * <p>What it costs: a platform thread for each client, idle or not. Their number, and the memory of
 * their stacks, is the limit of this model; {@code course idle 01} counts them.
 *
 * <p>Look next at {@link Timeout}; at {@code engine/Door} for what a server needs around this loop;
 * and at the same file in {@code 04-virtual-threads}, where the thread is cheap.
 */
public final class Echo implements Server {

  /** Most clients are idle most of the time, and this is what an idle one has reserved. */
  private static final int SMALL = 512;

  private final int limit;
  private final Door door;

  /**
   * Serves from here on.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Echo(EchoSettings settings) throws IOException {
    limit = settings.buffer();
    door = new Door("echo", settings.server(), this::serve);
  }

  /** One client, from its first byte to its last; when it has sent all, we end what we send. */
  // tag::plain[]
  private void serve(Client client) throws IOException {
    var in = client.in();
    var buffer = new byte[Math.min(SMALL, limit)];
    for (int n; (n = in.read(buffer)) >= 0; ) {
      client.write(buffer, n);
      if (n == buffer.length && n < limit) {
        buffer = new byte[Math.min(2 * n, limit)]; // it sends a lot: fewer, larger steps
      }
    }
  }

  // end::plain[]

  @Override
  public InetSocketAddress address() {
    return door.address();
  }

  @Override
  public int connections() {
    return door.connections();
  }

  @Override
  public void close() {
    door.close();
  }
}
