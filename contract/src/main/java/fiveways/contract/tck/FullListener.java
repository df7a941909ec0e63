package fiveways.contract.tck;

import fiveways.contract.api.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A listener that accepts nobody and whose backlog is full: whoever connects now waits in the
 * connect. (On loopback a connect is through before the call returns or not at all, so that one
 * that is not through after a moment shows that the backlog is full.)
 */
final class FullListener implements AutoCloseable {
  private static final int FILLED_MILLIS = 100;
  private static final int AT_MOST = 64;

  private final ServerSocket listener = new ServerSocket();
  private final List<Socket> filling = new ArrayList<>();

  FullListener() throws IOException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    while (fits()) {
      if (filling.size() > AT_MOST) {
        throw new IllegalStateException("this system's backlog of 1 takes more than " + AT_MOST);
      }
    }
  }

  private boolean fits() throws IOException {
    var socket = new Socket();
    try {
      socket.connect(listener.getLocalSocketAddress(), FILLED_MILLIS);
      filling.add(socket);
      return true;
    } catch (SocketTimeoutException full) {
      socket.close();
      return false;
    }
  }

  Peer peer() {
    return new Peer((InetSocketAddress) listener.getLocalSocketAddress());
  }

  /** Makes room, and accepts whoever is connected or comes meanwhile: how many did not fill it. */
  int strangers() throws IOException {
    Set<Integer> known =
        filling.stream().map(Socket::getLocalPort).collect(Collectors.toUnmodifiableSet());
    int strangers = 0;
    listener.setSoTimeout(Math.toIntExact(Math.max(1, Patience.forNothing().toMillis())));
    while (true) {
      try (var client = listener.accept()) {
        strangers += known.contains(client.getPort()) ? 0 : 1;
      } catch (SocketTimeoutException nobodyElse) {
        return strangers;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : filling) {
      socket.close();
    }
  }
}
