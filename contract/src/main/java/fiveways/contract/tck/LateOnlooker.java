package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Peer;
import fiveways.contract.api.Viewer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who watches operations go on, or is the sink of a merge or the viewer of a dashboard, and does
 * not read what it is told before the test says so. It is told so often, or so much, that the
 * kernel soon has all that it takes for somebody who does not read; from then on lines wait at
 * whoever sends them.
 */
final class LateOnlooker implements AutoCloseable {
  private static final int SMALL_BUFFER = 16 * 1024;

  /** A line is always due. */
  static final Duration PERIOD = Duration.ofNanos(1);

  /** If it takes nothing more for so long, it is full. */
  private static final Duration STILL = Duration.ofMillis(100);

  /** Linux takes some three megabytes, a hundred thousand lines. */
  private static final Duration FILLING = Duration.ofSeconds(5);

  /** Some megabytes, on a machine with a lot to do. */
  private static final Duration READING = Duration.ofMinutes(1);

  private final ServerSocket listener = new ServerSocket();
  private Optional<Socket> connection = Optional.empty();

  LateOnlooker() throws IOException {
    listener.setReceiveBufferSize(SMALL_BUFFER);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.setSoTimeout(Math.toIntExact(Patience.forAnEvent().toMillis()));
  }

  /** As the API has it. */
  Viewer until(Duration limit) {
    return new Viewer(peer(), PERIOD, limit);
  }

  Peer peer() {
    return new Peer((InetSocketAddress) listener.getLocalSocketAddress());
  }

  /**
   * Waits until somebody has connected, and nothing more fits in.
   *
   * @return whether it is full; whoever is too slow to fill it breaks no rule by that
   */
  boolean isFull() throws IOException {
    return isFull(STILL);
  }

  /**
   * As {@link #isFull()}, for one that is sent something now and then.
   *
   * @param still longer than from one time to the next
   */
  boolean isFull(Duration still) throws IOException {
    awaitConnection();
    return Patience.comes(Patience.longer(FILLING), () -> takesNothingFor(Patience.longer(still)));
  }

  /** Waits until somebody has connected. */
  void awaitConnection() throws IOException {
    if (connection.isEmpty()) {
      connection = Optional.of(listener.accept());
    }
  }

  /** Waits until somebody has connected, and says this to it, although nobody asked. */
  void says(String text) throws IOException {
    awaitConnection();
    connection.orElseThrow().getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private boolean takesNothingFor(Duration still) {
    var before = held();
    return !before.equals(OptionalLong.of(0))
        && !Patience.comes(still, () -> !held().equals(before));
  }

  /** How many bytes wait for it in the kernel, where that tells. */
  OptionalLong held() {
    return Established.held(peer());
  }

  /** Reads on, to the end; somebody who never stops talking fails. */
  String readAll() throws IOException {
    var socket = connection.orElseThrow();
    socket.setSoTimeout(Math.toIntExact(Patience.forAnEvent().toMillis()));
    var received = new ByteArrayOutputStream();
    var chunk = new byte[64 * 1024];
    long start = System.nanoTime();
    for (int n; (n = socket.getInputStream().read(chunk)) >= 0; ) {
      received.write(chunk, 0, n);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .overridingErrorMessage(
              "after %d bytes there is still no end of the output", received.size())
          .isLessThan(Patience.scaled(READING));
    }
    return received.toString(ISO_8859_1);
  }

  /**
   * Reads some of it: what there is, or else what comes next; that it is the end fails, or that
   * nothing comes.
   */
  String readSome() throws IOException {
    var socket = connection.orElseThrow();
    socket.setSoTimeout(Math.toIntExact(Patience.forAnEvent().toMillis()));
    var chunk = new byte[64 * 1024];
    try {
      int n = socket.getInputStream().read(chunk);
      assertThat(n).as("bytes that come next, and not the end").isPositive();
      return new String(chunk, 0, n, ISO_8859_1);
    } catch (SocketTimeoutException nothing) {
      throw new AssertionError(
          "nothing more comes, for " + Ends.shown(Patience.forAnEvent()), nothing);
    }
  }

  /** Reads on, until the connection ends, in whatever way. */
  void awaitEnd() throws IOException {
    try {
      var _ = readAll();
    } catch (SocketException reset) {
      // is an end
    }
  }

  /** Goes without a word of goodbye, and without having read anything. */
  void reset() throws IOException {
    var socket = connection.orElseThrow();
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    if (connection.isPresent()) {
      connection.get().close();
    }
  }
}
