package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * A client of a heartbeat server, in the test's own thread. It reads and writes only when it is
 * told to, so a test can stall in either direction; it waits patiently, never for good; and it
 * fails at the first line that nobody should have said. Not safe for use by several threads.
 */
final class BeatClient implements AutoCloseable {

  /** So long a full pipe must stay full before a client counts as stuck. */
  private static final Duration STILL = Duration.ofMillis(100);

  private static final int CHUNK = 64 * 1024;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Heard heard = new Heard();
  private final ByteBuffer incoming = ByteBuffer.allocate(CHUNK);
  private final long connectingSince;
  private Duration patience = Patience.forAnEvent();
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private long sent;
  private boolean ended;

  private BeatClient(InetSocketAddress server, OptionalInt socketBuffer) throws IOException {
    channel = SocketChannel.open();
    selector = Selector.open();
    if (socketBuffer.isPresent()) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, socketBuffer.getAsInt());
      channel.setOption(StandardSocketOptions.SO_SNDBUF, socketBuffer.getAsInt());
    }
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    connectingSince = System.nanoTime();
    channel.socket().connect(server, Math.toIntExact(patience.toMillis()));
    channel.configureBlocking(false);
    key = channel.register(selector, 0);
  }

  /** Connects, with the kernel's buffers. */
  static BeatClient of(InetSocketAddress server) throws IOException {
    return new BeatClient(server, OptionalInt.empty());
  }

  /** Connects, with socket buffers of so many bytes each way. */
  static BeatClient of(InetSocketAddress server, int socketBuffer) throws IOException {
    return new BeatClient(server, OptionalInt.of(socketBuffer));
  }

  /** Fails when a beat lands inside a line. */
  BeatClient strict() {
    heard.forgiveNothing();
    return this;
  }

  BeatClient withPatience(Duration other) {
    patience = other;
    return this;
  }

  /** When the connect began, by {@link System#nanoTime}: no server accepted it before. */
  long connectingSince() {
    return connectingSince;
  }

  /** What has been heard so far. */
  Heard heard() {
    return heard;
  }

  /** How many bytes the kernel has taken from this client. */
  long sent() {
    return sent;
  }

  /** Waits for so long, or until more could be sent; whether it could. */
  boolean couldSendWithin(Duration time) throws IOException {
    return ready(SelectionKey.OP_WRITE, time);
  }

  /** Sends everything; where the server takes no more, it reads what has come meanwhile. */
  void send(byte[] bytes) throws IOException {
    announce(bytes);
    while (unsent.hasRemaining()) {
      if (flush() == 0 && take(CHUNK) <= 0) {
        await(SelectionKey.OP_READ | SelectionKey.OP_WRITE, "room to send");
      }
    }
  }

  /** Sends a part of a line, or the rest of one. */
  void sendPart(String part) throws IOException {
    send(part.getBytes(ISO_8859_1));
  }

  void sendLine(String line) throws IOException {
    send((line + "\n").getBytes(ISO_8859_1));
  }

  /** Adds to what {@link #sendSome} sends. */
  void announce(byte[] bytes) {
    var both = ByteBuffer.allocate(unsent.remaining() + bytes.length).put(unsent).put(bytes);
    unsent = both.flip();
    heard.expectEchoOf(bytes);
  }

  /**
   * Sends what was announced, and reads, step by step, until every line has come back.
   *
   * @param step the n-th
   * @param pauses so many steps end with a pause, later ones do not
   */
  void converse(IntFunction<Conversation.Step> step, int pauses) throws IOException {
    long progressAt = System.nanoTime();
    for (int i = 0; heard.awaited() > 0; i++) {
      var before = progress();
      sendSome(step.apply(i).send());
      readSome(step.apply(i).read());
      if (i < pauses) {
        LockSupport.parkNanos(step.apply(i).pauseMicros() * 1000L);
      }
      if (progress() > before) {
        progressAt = System.nanoTime();
      } else if (System.nanoTime() - progressAt > patience.toNanos()) {
        throw failure("for %d ms no sign of an echo".formatted(patience.toMillis()));
      }
    }
  }

  private long progress() {
    return sent + heard.echoes();
  }

  private void sendSome(int most) {
    var rest = unsent;
    unsent = rest.slice(rest.position(), Math.min(most, rest.remaining()));
    unsent = rest.position(rest.position() + flush());
  }

  /** Waits for the first byte if nothing more can be sent meanwhile. */
  private void readSome(int most) throws IOException {
    switch (take(most)) {
      case -1 -> throw failure("the server ended its output, awaited was an echo");
      case 0 ->
          await(
              SelectionKey.OP_READ | (unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0),
              "an echo");
      default -> {}
    }
  }

  /**
   * Sends lines without reading until nobody takes any more, or so many bytes are taken. Goes on
   * where it stopped, in the middle of a line perhaps.
   *
   * @param line the n-th line, without its end
   * @return how many bytes were taken
   */
  long push(IntFunction<String> line, long most) throws IOException {
    long before = sent;
    do {
      do {
        if (!unsent.hasRemaining()) {
          announce((line.apply(heard.expected()) + "\n").getBytes(ISO_8859_1));
        }
      } while (flush() > 0 && sent - before < most);
    } while (sent - before < most && ready(SelectionKey.OP_WRITE, STILL));
    return sent - before;
  }

  /** Sends half a line without end, and reads nothing, until it is cut off, in time. */
  void floodUntilCutOff(Duration within) throws IOException {
    long start = System.nanoTime();
    var bytes = ByteBuffer.wrap("x".repeat(CHUNK).getBytes(ISO_8859_1));
    do {
      try {
        if (channel.write(bytes.rewind()) == 0) {
          var _ = ready(SelectionKey.OP_WRITE, STILL);
        }
      } catch (IOException cutOff) {
        return;
      }
    } while (System.nanoTime() - start < within.toNanos());
    throw failure("for %d ms it could go on sending".formatted(within.toMillis()));
  }

  /** Waits, reading, for the next beat that has not been asked for yet. */
  Heard.Beat nextBeat() throws IOException {
    hear("the next beat", heard::hasNextBeat);
    return heard.nextBeat();
  }

  /** Waits, reading, until every line that was sent has come back. */
  void expectEchoes() throws IOException {
    hear("an echo", () -> heard.awaited() == 0);
  }

  /** Sends a line and waits, reading, until it is back. */
  void expectService(String line) throws IOException {
    sendLine(line);
    expectEchoes();
  }

  /** Waits, reading, for a {@code BYE} or {@code ERR}; when it came. */
  long expectLastWord(String word) throws IOException {
    hear("\"" + word + "\"", () -> heard.lastWord().isPresent());
    return heard
        .lastWord()
        .filter(last -> last.text().equals(word))
        .orElseThrow(() -> failure("the last word was " + heard.lastWord()))
        .at();
  }

  /** Whether the server has ended its output. */
  boolean hasEnded() {
    return ended;
  }

  /** Waits, reading, for the end of stream; a reset is a failure. */
  void expectEnd() throws IOException {
    hear("the end of the output", this::hasEnded);
  }

  /** Waits, reading, until the server ends this connection, in whatever way. */
  void awaitEnd() throws IOException {
    try {
      while (channel.read(incoming.clear()) >= 0) {
        if (incoming.position() == 0) {
          await(SelectionKey.OP_READ, "the end of this connection");
        }
      }
    } catch (IOException reset) {
      // is an end
    }
  }

  /** Reads patiently until that is so. */
  void hear(String awaited, BooleanSupplier until) throws IOException {
    long start = System.nanoTime();
    while (!until.getAsBoolean()) {
      int n = take(CHUNK);
      if (n == 0) {
        await(SelectionKey.OP_READ, awaited);
      } else if (n < 0 && !until.getAsBoolean()) {
        throw failure("the server ended its output, awaited was " + awaited);
      }
      if (!until.getAsBoolean() && System.nanoTime() - start > patience.toNanos()) {
        throw failure("for %d ms no sign of %s".formatted(patience.toMillis(), awaited));
      }
    }
  }

  /** Reads what comes in so long a time, or until the end of stream. */
  void listen(Duration time) throws IOException {
    long until = System.nanoTime() + time.toNanos();
    for (long left; !ended && (left = until - System.nanoTime()) > 0; ) {
      if (ready(SelectionKey.OP_READ, Duration.ofNanos(left))) {
        take(CHUNK);
      }
    }
  }

  /** Reads until nothing has come for so long. */
  void listenUntilQuietFor(Duration time) throws IOException {
    while (ready(SelectionKey.OP_READ, time) && take(CHUNK) > 0) {
      // whatever it was, it was not quiet
    }
  }

  /** Reads at most so many bytes that have come by now; -1 at the end of stream. */
  int take(int most) {
    int n;
    try {
      n = channel.read(incoming.clear().limit(Math.min(most, CHUNK)));
    } catch (IOException e) {
      throw failure("the server cut the connection (" + e.getMessage() + ")");
    }
    heard.take(incoming.flip(), System.nanoTime());
    ended = n < 0;
    return n;
  }

  /** Half-close: no more bytes will be sent, so what could not be sent yet never was. */
  void endOutput() throws IOException {
    heard.neverSent(unsent);
    channel.shutdownOutput();
  }

  /** Goes without a word of goodbye: the server sees a reset. */
  void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    close();
  }

  @Override
  public void close() {
    try (selector;
        channel) {
      // both, whatever becomes of the first
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int flush() {
    try {
      int n = channel.write(unsent);
      sent += n;
      return n;
    } catch (IOException e) {
      throw failure("the server cut the connection (" + e.getMessage() + ")");
    }
  }

  private void await(int event, String awaited) throws IOException {
    if (!ready(event, patience)) {
      throw failure("for %d ms no sign of %s".formatted(patience.toMillis(), awaited));
    }
  }

  private boolean ready(int event, Duration within) throws IOException {
    key.interestOps(event);
    return selector.select(_ -> {}, Math.max(1, within.toMillis())) > 0;
  }

  private AssertionError failure(String what) {
    return new AssertionError(what + "; until then " + heard.summary());
  }
}
