package fiveways.blocking.engine;

import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A listening socket: named when it cannot be had, and still good after an accept has failed. */
public final class Listener implements AutoCloseable {

  /** Long enough not to spin while there are no descriptors, short enough for nobody to mind. */
  private static final long PAUSE_MILLIS = 50;

  private final ServerSocket socket;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Listens from here on.
   *
   * @param buffer of every accepted socket in the kernel, both ways
   * @throws BindException naming the address
   */
  public Listener(InetSocketAddress address, OptionalInt buffer) throws IOException {
    socket = new ServerSocket();
    try {
      socket.setReuseAddress(true); // else the port would be taken for minutes after a close
      if (buffer.isPresent()) {
        socket.setReceiveBufferSize(buffer.getAsInt()); // inherited, and only if set before bind
      }
      socket.bind(address, ServerSettings.BACKLOG);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw named(address, e);
    }
  }

  private static BindException named(InetSocketAddress address, Exception cause) {
    var host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    var named =
        new BindException(
            "cannot listen on %s:%d: %s".formatted(host, address.getPort(), cause.getMessage()));
    named.initCause(cause);
    return named;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /**
   * Blocks until a client has come. A failed accept (out of descriptors, say) is tried again.
   *
   * @throws IOException only after {@link #close}
   */
  public Socket accept() throws IOException {
    while (true) {
      try {
        return socket.accept();
      } catch (IOException e) {
        if (socket.isClosed()) {
          throw e;
        }
        pause();
      }
    }
  }

  /** Blocks for a moment, or until {@link #close}: what has just failed is not tried at once. */
  public void pause() {
    try {
      var _ = closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever waits next will see it
    }
  }

  /** Who has not been accepted is reset. A blocked {@link #accept} fails. */
  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing else to do with it, and the descriptor is gone all the same.
    }
  }
}
