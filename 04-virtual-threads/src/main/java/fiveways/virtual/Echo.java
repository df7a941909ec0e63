package fiveways.virtual;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Server;
import fiveways.virtual.engine.Client;
import fiveways.virtual.engine.Lifetime;
import fiveways.virtual.engine.TcpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * Scenario 1: how does one serve many clients at once, each at its own speed?
 *
 * <p>Each client has a virtual thread, which reads, writes, and blocks in both. The code is that of
 * a server for one client; that there may be ten thousand is the engine's affair, which accepts and
 * forks. A client that does not read blocks the write of its own thread, which then does not read
 * either: backpressure is for free, and delays nobody else.
 *
 * <p>What it costs: a parked thread for each idle client, some kilobytes on the heap, and no thread
 * of the system.
 *
 * <p>Look next at the same file in {@code 01-blocking-threads}: the loop is the same, the price is
 * not.
 */
public final class Echo implements Server {

  /** What an idle client costs in buffers; a busy one's grows up to the setting. */
  private static final int FIRST_BUFFER = 512;

  private final EchoSettings settings;
  private final TcpServer server;

  /**
   * Serves when this returns; does not block.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Echo(EchoSettings settings, Lifetime lifetime) throws IOException {
    this.settings = settings;
    this.server = new TcpServer("echo", settings.server(), lifetime, this::serve);
  }

  // tag::plain[]
  private void serve(Client client) throws IOException {
    var in = client.input();
    var out = client.output();
    var buffer = new byte[Math.min(FIRST_BUFFER, settings.buffer())];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n); // blocks while the client does not read, and so do we
      buffer = n == buffer.length ? larger(buffer) : buffer;
    }
  }

  // end::plain[]

  private byte[] larger(byte[] buffer) {
    return buffer.length == settings.buffer()
        ? buffer
        : Arrays.copyOf(buffer, Math.min(2 * buffer.length, settings.buffer()));
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
