package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A client of an event server, in the test's own thread. It reads and writes only when it is told
 * to, so a test can stall in either direction; it waits patiently, never for good; and it fails at
 * the first line that nobody should have said. Not safe for use by several threads.
 */
abstract class EventClient implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private final String name;
  private final SocketChannel channel;
  private final ByteBuffer incoming = ByteBuffer.allocate(CHUNK);
  private final ByteArrayOutputStream half = new ByteArrayOutputStream();
  private final long connectingSince;
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private String end = "";

  EventClient(String name, InetSocketAddress server, OptionalInt socketBuffer) throws IOException {
    this.name = name;
    channel = SocketChannel.open();
    try {
      if (socketBuffer.isPresent()) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, socketBuffer.getAsInt());
        channel.setOption(StandardSocketOptions.SO_SNDBUF, socketBuffer.getAsInt());
      }
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      connectingSince = System.nanoTime();
      channel.socket().connect(server, Math.toIntExact(Patience.forAnEvent().toMillis()));
      channel.configureBlocking(false);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  /** A whole line that has come, without its end. */
  abstract void heard(String line);

  /** What has been heard so far, in few words. */
  abstract String summary();

  final String name() {
    return name;
  }

  /** When the connect began, by {@link System#nanoTime}: nothing was done for it before. */
  final long connectingSince() {
    return connectingSince;
  }

  /** Has these bytes sent, as soon as there is room for them. */
  final void announce(String bytes) {
    var more = bytes.getBytes(ISO_8859_1);
    unsent = ByteBuffer.allocate(unsent.remaining() + more.length).put(unsent).put(more).flip();
  }

  /** Sends and reads what can be sent and read at once; whether anything could. */
  final boolean pump() {
    boolean sent = flush();
    return take(CHUNK) > 0 || sent;
  }

  /** Sends what can be sent at once, and reads nothing; whether anything could be. */
  final boolean flush() {
    try {
      return unsent.hasRemaining() && channel.write(unsent) > 0;
    } catch (IOException reset) {
      // What came before is to be read all the same, and then how it ended.
      unsent = ByteBuffer.allocate(0);
      return false;
    }
  }

  /** Reads at most so many bytes that have come by now; how many. */
  final int take(int most) {
    if (hasEnded()) {
      return 0;
    }
    try {
      int n = channel.read(incoming.clear().limit(Math.min(most, CHUNK)));
      if (n < 0) {
        end = "its output";
      }
      split(Math.max(n, 0));
      return Math.max(n, 0);
    } catch (IOException e) {
      end = "the connection with a reset";
      return 0;
    }
  }

  private void split(int length) {
    int from = 0;
    for (int at = 0; at < length; at++) {
      if (incoming.get(at) == '\n') {
        half.write(incoming.array(), from, at - from);
        var line = half.toString(ISO_8859_1);
        half.reset();
        from = at + 1;
        heard(line);
      }
    }
    half.write(incoming.array(), from, length - from);
  }

  /** Waits, reading as little as possible, for the first bytes; whether any came before the end. */
  final boolean hasHeardTheFirstBytes() {
    long start = System.nanoTime();
    while (flush() || take(8) == 0) {
      if (hasEnded()) {
        return false;
      }
      if (System.nanoTime() - start > Patience.forAnEvent().toNanos()) {
        throw failure("for %d ms nothing came".formatted(Patience.forAnEvent().toMillis()));
      }
      LockSupport.parkNanos(100_000);
    }
    return true;
  }

  final boolean hasSentAll() {
    return !unsent.hasRemaining();
  }

  /** Whether the server has ended its output, in whatever way. */
  final boolean hasEnded() {
    return !end.isEmpty();
  }

  /** Waits, sending and reading, until that is so. */
  final void await(String what, BooleanSupplier until) {
    awaitAll(List.of(this), what, until);
  }

  /** Waits, while all of these send and read, until that is so, as long as anything moves. */
  static void awaitAll(
      Collection<? extends EventClient> clients, String what, BooleanSupplier until) {
    awaitAll(clients, Patience.forAnEvent(), what, until);
  }

  /** The same, with this patience. */
  static void awaitAll(
      Collection<? extends EventClient> clients,
      Duration patience,
      String what,
      BooleanSupplier until) {
    long movedAt = System.nanoTime();
    while (!until.getAsBoolean()) {
      boolean moved = false;
      for (var client : clients) {
        moved |= client.pump();
      }
      if (moved) {
        movedAt = System.nanoTime();
      } else {
        goOn(clients, patience, what, until, movedAt);
      }
    }
  }

  private static void goOn(
      Collection<? extends EventClient> clients,
      Duration patience,
      String what,
      BooleanSupplier until,
      long since) {
    for (var client : clients) {
      if (client.hasEnded() && clients.size() == 1 && !until.getAsBoolean()) {
        throw client.failure("the server ended %s, awaited was %s".formatted(client.end, what));
      }
    }
    if (System.nanoTime() - since > patience.toNanos() && !until.getAsBoolean()) {
      var text = "for %d ms no sign of %s".formatted(patience.toMillis(), what);
      throw clients.stream()
          .<EventClient>map(client -> client)
          .filter(EventClient::hasEnded)
          .findFirst()
          .orElse(clients.iterator().next())
          .failure(text);
    }
    LockSupport.parkNanos(100_000);
  }

  /** Waits, sending and reading, for the end of the output, which has to be one without a reset. */
  final void expectEnd() {
    await("the end of the output", this::hasEnded);
    if (!end.equals("its output")) {
      throw failure("expected was the end of the output");
    }
  }

  /** Waits, sending and reading, until the server has ended this connection, in whatever way. */
  final void awaitEnd() {
    await("the end of this connection", this::hasEnded);
  }

  /** Half-close: no more bytes will be sent. */
  final void endOutput() throws IOException {
    await("room to send", this::hasSentAll);
    channel.shutdownOutput();
  }

  /** Goes without a word of goodbye: the server sees a reset. */
  final void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    close();
  }

  @Override
  public final void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final AssertionError failure(String what) {
    var ended = hasEnded() ? "; the server ended " + end : "";
    return new AssertionError("%s: %s; until then %s%s".formatted(name, what, summary(), ended));
  }
}
