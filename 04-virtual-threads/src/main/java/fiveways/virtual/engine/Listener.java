package fiveways.virtual.engine;

import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalInt;

/** A listening socket that gets over a failed accept. */
public final class Listener implements AutoCloseable {

  /** How long an accept that failed is not repeated: the system needs room first, not more load. */
  private static final Duration BREATHER = Duration.ofMillis(50);

  private final ServerSocket socket;
  private final InetSocketAddress address;

  /**
   * Listens from now on; does not block.
   *
   * @param socketBuffer the receive buffer of whoever is accepted, which inherits it
   * @throws BindException naming the address, if it cannot be listened on
   */
  public Listener(InetSocketAddress address, OptionalInt socketBuffer) throws IOException {
    socket = new ServerSocket();
    try {
      socket.setReuseAddress(true); // else the port stays taken while old connections time out
      if (socketBuffer.isPresent()) {
        socket.setReceiveBufferSize(socketBuffer.getAsInt());
      }
      socket.bind(address, ServerSettings.BACKLOG);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw naming(address, e);
    }
    this.address = (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private static BindException naming(InetSocketAddress address, Exception cause) {
    var host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    var named =
        new BindException(
            "cannot listen on %s:%d: %s".formatted(host, address.getPort(), cause.getMessage()));
    named.initCause(cause);
    return named;
  }

  public InetSocketAddress address() {
    return address;
  }

  /**
   * Blocks until a client comes. An interrupt closes the listener.
   *
   * @throws IOException only when the listener is closed
   */
  public Socket accept() throws IOException, InterruptedException {
    while (true) {
      try {
        return socket.accept();
      } catch (IOException failed) {
        if (socket.isClosed()) {
          throw failed;
        }
        Thread.sleep(BREATHER); // "Too many open files", for one, will pass; a loop that ends won't
      }
    }
  }

  /** Wakes who is in {@link #accept}; clients that wait to be accepted are reset. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
