package fiveways.channels.engine;

import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalInt;

/** A listening socket. One actor waits at it, another closes it. */
public final class Listener implements AutoCloseable {

  /** How long an accept that has failed is not tried again: by then there may be room. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ServerSocket socket;

  /**
   * Listens from here on; does not block.
   *
   * @param socketBuffer the receive buffer of whoever is accepted
   * @throws BindException naming the address, if it cannot be listened on
   */
  public Listener(InetSocketAddress address, OptionalInt socketBuffer) throws IOException {
    socket = new ServerSocket();
    try {
      socket.setReuseAddress(true); // else connections that linger would keep the port
      if (socketBuffer.isPresent()) {
        socket.setReceiveBufferSize(socketBuffer.getAsInt()); // inherited, if set before bind
      }
      socket.bind(address, ServerSettings.BACKLOG);
    } catch (BindException taken) {
      Sockets.close(socket);
      throw named(address, taken);
    } catch (IOException | RuntimeException e) {
      Sockets.close(socket);
      throw e;
    }
  }

  private static BindException named(InetSocketAddress address, BindException taken) {
    var host = address.getAddress().getHostAddress();
    var named =
        new BindException(
            "cannot listen on %s:%d: %s".formatted(host, address.getPort(), taken.getMessage()));
    named.initCause(taken);
    return named;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /**
   * Blocks until a client comes, and gets over an accept that fails: "Too many open files" passes.
   *
   * @throws IOException once this is closed
   */
  public Socket accept() throws IOException, InterruptedException {
    while (true) {
      try {
        return socket.accept();
      } catch (IOException failed) {
        if (socket.isClosed()) {
          throw failed;
        }
        Thread.sleep(PAUSE); // at once it would fail again, and again
      }
    }
  }

  /** Wakes who waits in {@link #accept}; clients in the backlog are reset. Twice is once. */
  @Override
  public void close() {
    Sockets.close(socket);
  }
}
