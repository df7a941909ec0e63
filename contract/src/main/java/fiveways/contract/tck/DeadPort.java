package fiveways.contract.tck;

import fiveways.contract.api.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port where nobody listens. It is taken all the same, so that nobody else gets it, and no client
 * connects to itself because the system gave it that very port.
 */
final class DeadPort implements AutoCloseable {
  private final Socket holder = new Socket();

  DeadPort() throws IOException {
    holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  Peer peer() {
    return new Peer((InetSocketAddress) holder.getLocalSocketAddress());
  }

  @Override
  public void close() throws IOException {
    holder.close();
  }
}
