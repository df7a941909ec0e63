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
import org.jspecify.annotations.Nullable;

/**
 * A client of an echo server, in the test's own thread. It reads and writes only when it is told
 * to, so a test can stall in either direction; it waits patiently, never for good; and it fails at
 * the first byte that comes back wrong. Not safe for use by several threads.
 */
final class EchoClient implements AutoCloseable {

  /** So long a full pipe must stay full before a client counts as stuck. */
  private static final Duration STILL = Duration.ofMillis(100);

  private static final int CHUNK = 64 * 1024;

  private final String name;
  private final SocketChannel channel;
  private final Outstanding outstanding = new Outstanding();
  private final ByteBuffer incoming = ByteBuffer.allocate(16 * 1024);
  private Duration patience = Patience.forAnEvent();
  private long sent;

  private EchoClient(String name, InetSocketAddress server, OptionalInt socketBuffer)
      throws IOException {
    this.name = name;
    channel = SocketChannel.open();
    try {
      if (socketBuffer.isPresent()) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, socketBuffer.getAsInt());
        channel.setOption(StandardSocketOptions.SO_SNDBUF, socketBuffer.getAsInt());
      }
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(server, Math.toIntExact(patience.toMillis()));
      channel.configureBlocking(false);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Connects, with the kernel's buffers.
   *
   * @param name what failures call this client
   */
  static EchoClient of(String name, InetSocketAddress server) throws IOException {
    return new EchoClient(name, server, OptionalInt.empty());
  }

  /** Connects, with socket buffers of so many bytes each way. */
  static EchoClient of(String name, InetSocketAddress server, int socketBuffer) throws IOException {
    return of(name, server, OptionalInt.of(socketBuffer));
  }

  /** Connects, with socket buffers of so many bytes each way, or the kernel's if it is empty. */
  static EchoClient of(String name, InetSocketAddress server, OptionalInt socketBuffer)
      throws IOException {
    return new EchoClient(name, server, socketBuffer);
  }

  /** The same client, which waits so long for what must come. */
  EchoClient withPatience(Duration other) {
    patience = other;
    return this;
  }

  String name() {
    return name;
  }

  /** How many bytes the kernel has taken from this client. */
  long sent() {
    return sent;
  }

  /** How many of them have come back, and were right. */
  long returned() {
    return outstanding.returned();
  }

  /** Sends everything; where the server takes no more, it reads what has come back meanwhile. */
  void send(byte[] bytes) throws IOException {
    send(ByteBuffer.wrap(bytes));
  }

  /** Sends so many bytes more of the text, as above. */
  void send(Text text, int bytes) throws IOException {
    send(text.from(sent, bytes));
  }

  private void send(ByteBuffer rest) throws IOException {
    while (rest.hasRemaining()) {
      if (write(rest) == 0) {
        switch (take()) {
          case -1 -> throw failure("the server ended its output and takes no more", null);
          case 0 -> await(SelectionKey.OP_READ | SelectionKey.OP_WRITE, "takes no more");
          default -> {}
        }
      }
    }
  }

  void sendLine(String line) throws IOException {
    send((line + "\n").getBytes(ISO_8859_1));
  }

  /** Sends as much of the text as the kernel takes just now, perhaps nothing; does not read. */
  long offer(Text text, long most) throws IOException {
    long before = sent;
    int written;
    do {
      written = write(text.from(sent, Math.toIntExact(Math.min(CHUNK, before + most - sent))));
    } while (written > 0 && sent < before + most);
    return sent - before;
  }

  /**
   * Sends without reading until nobody takes any more, or it is enough; the text goes on where it
   * stopped.
   *
   * @return how many bytes were taken
   */
  long push(Text text, long most) throws IOException {
    long pushed = offer(text, most);
    while (pushed < most && ready(SelectionKey.OP_WRITE, Patience.longer(STILL))) {
      pushed += offer(text, most - pushed);
    }
    return pushed;
  }

  /** Reads until everything that was sent has come back. */
  void expectEcho() throws IOException {
    expectBack(sent);
  }

  /** Reads until so many bytes of what was sent have come back. */
  void expectBack(long bytes) throws IOException {
    while (returned() < bytes) {
      switch (take()) {
        case -1 -> throw failure("the server ended its output", null);
        case 0 -> await(SelectionKey.OP_READ, "sends nothing");
        default -> {}
      }
    }
  }

  /** Reads to the end of stream; everything that was sent has to come before it. */
  void expectEchoAndEnd() throws IOException {
    expectEcho();
    while (take() == 0) {
      await(SelectionKey.OP_READ, "does not end its output");
    }
  }

  /** Sends a line and reads it back. */
  void expectService(String line) throws IOException {
    sendLine(line);
    expectEcho();
  }

  /** Reads until the server ends this connection, in whatever way. What comes has to be right. */
  void awaitEnd() throws IOException {
    while (true) {
      try {
        if (channel.read(incoming.clear()) < 0) {
          return;
        }
      } catch (IOException reset) {
        return;
      }
      outstanding.cameBack(incoming.array(), incoming.position());
      if (incoming.position() == 0) {
        await(SelectionKey.OP_READ, "does not end this connection");
      }
    }
  }

  /** Sends and reads without a pause until the server cuts this connection off, in time. */
  void floodUntilCutOff(Text text, Duration within) throws IOException {
    long start = System.nanoTime();
    do {
      try {
        int written = tryToWrite(text.from(sent, CHUNK));
        int read = channel.read(incoming.clear());
        outstanding.cameBack(incoming.array(), incoming.position());
        if (written == 0 && read <= 0) {
          var _ = ready(SelectionKey.OP_WRITE, STILL);
        }
      } catch (IOException cutOff) {
        return;
      }
    } while (System.nanoTime() - start < within.toNanos());
    throw failure("for %d ms it could go on sending".formatted(within.toMillis()), null);
  }

  /** Reads what has come by now; whether there was anything, an end included. */
  boolean heardSomething() throws IOException {
    return take() != 0;
  }

  /** Reads what comes in so long a time. */
  void listen(Duration time) throws IOException {
    long until = System.nanoTime() + time.toNanos();
    for (long left; (left = until - System.nanoTime()) > 0; ) {
      if (ready(SelectionKey.OP_READ, Duration.ofNanos(left)) && take() < 0) {
        return;
      }
    }
  }

  /** Half-close: no more bytes will be sent. */
  void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** Goes without a word of goodbye: the server sees a reset. */
  void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  /** Goes now, as {@link #close} does at the latest. */
  void leave() {
    close();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int write(ByteBuffer bytes) {
    try {
      return tryToWrite(bytes);
    } catch (IOException e) {
      throw failure("the server ended the connection", e);
    }
  }

  private int tryToWrite(ByteBuffer bytes) throws IOException {
    int from = bytes.position();
    int n = channel.write(bytes);
    outstanding.sent(bytes.array(), bytes.arrayOffset() + from, n);
    sent += n;
    return n;
  }

  /** How many bytes have come back by now; -1 at the end of stream. */
  private int take() {
    int n;
    try {
      n = channel.read(incoming.clear());
    } catch (IOException e) {
      throw failure("the server ended the connection", e);
    }
    try {
      outstanding.cameBack(incoming.array(), incoming.position());
    } catch (AssertionError wrong) {
      throw new AssertionError(name + ": " + wrong.getMessage(), wrong);
    }
    return n;
  }

  private void await(int events, String butTheServer) throws IOException {
    if (!ready(events, patience)) {
      throw failure("for %d ms the server %s".formatted(patience.toMillis(), butTheServer), null);
    }
  }

  private boolean ready(int events, Duration within) throws IOException {
    try (var selector = Selector.open()) {
      register(selector, events);
      return selector.select(Math.max(1, within.toMillis())) > 0;
    }
  }

  void register(Selector selector, int events) throws IOException {
    channel.register(selector, events, this);
  }

  @Override
  public String toString() {
    return "%s (sent %,d bytes, got %,d back)".formatted(name, sent, returned());
  }

  private AssertionError failure(String what, @Nullable Throwable cause) {
    return new AssertionError(
        "%s: %s%s; sent %,d bytes, got %,d back"
            .formatted(
                name, what, cause == null ? "" : " (" + cause.getMessage() + ")", sent, returned()),
        cause);
  }
}
