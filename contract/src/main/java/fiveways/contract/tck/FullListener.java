package fiveways.contract.tck;

import fiveways.contract.api.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A listener that accepts nobody and whose backlog is full: whoever connects now waits in the
 * connect. Linux tells how many wait to be accepted; elsewhere a connect on loopback that is not
 * through after a moment has to do.
 */
final class FullListener implements AutoCloseable {
  private static final int BACKLOG = 1;
  private static final int MOMENT_MILLIS = 150;
  private static final int AT_MOST = 64;

  /** Whose connect was not answered tries again after a second, after three, after seven. */
  private static final Duration NEXT_TRY = Duration.ofSeconds(10);

  private static final int LOOK_MILLIS = 5;

  /**
   * Somebody who got in at last.
   *
   * @param notBefore when it was not connected yet, by {@link System#nanoTime}
   */
  record Late(PeerConnection connection, long notBefore) {}

  private final ServerSocket listener = new ServerSocket();
  private final List<Socket> filling = new ArrayList<>();
  private final Set<Integer> known = new HashSet<>();

  FullListener() throws IOException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    boolean fits = true;
    while (waiting().isPresent() ? waiting().getAsInt() <= BACKLOG : fits) {
      if (filling.size() > AT_MOST) {
        throw new IllegalStateException("this system's backlog of 1 takes more than " + AT_MOST);
      }
      fits = fits();
    }
  }

  /** How many wait to be accepted, where the system tells. */
  private OptionalInt waiting() throws IOException {
    var listening =
        Pattern.compile(".*:%04X [0-9A-F]+:0000 0A [0-9A-F]+:([0-9A-F]+) .*".formatted(port()));
    for (var table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
      if (Files.isReadable(table)) {
        for (var line : Files.readAllLines(table)) {
          var row = listening.matcher(line);
          if (row.matches()) {
            return OptionalInt.of(Integer.parseInt(row.group(1), 16));
          }
        }
      }
    }
    return OptionalInt.empty();
  }

  private int port() {
    return listener.getLocalPort();
  }

  private boolean fits() throws IOException {
    var socket = new Socket();
    filling.add(socket);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    known.add(socket.getLocalPort());
    try {
      socket.connect(listener.getLocalSocketAddress(), MOMENT_MILLIS);
      return true;
    } catch (SocketTimeoutException full) {
      return false;
    }
  }

  Peer peer() {
    return new Peer((InetSocketAddress) listener.getLocalSocketAddress());
  }

  /** Makes room, and accepts whoever is connected or comes meanwhile: how many did not fill it. */
  int strangers() throws IOException {
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

  /** Makes room, and waits for somebody who has been connecting. */
  Late admit() throws IOException {
    listener.setSoTimeout(LOOK_MILLIS);
    long start = System.nanoTime();
    long notBefore = start;
    while (true) {
      long now = System.nanoTime();
      try {
        var client = listener.accept();
        if (!known.contains(client.getPort())) {
          return new Late(new PeerConnection(client), notBefore);
        }
        client.close();
      } catch (SocketTimeoutException nobodyYet) {
        notBefore = now;
        if (now - start > Patience.longer(NEXT_TRY).toNanos()) {
          throw new AssertionError("there is room, and nobody connects", nobodyYet);
        }
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
