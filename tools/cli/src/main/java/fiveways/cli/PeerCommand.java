package fiveways.cli;

import fiveways.contract.api.Line;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** {@code course peer}: a scripted peer in the foreground. */
@Command(
    name = "peer",
    sortOptions = false,
    description =
        "Run a peer that misbehaves as you ask, and tells what it sees of each client."
            + " Ctrl-C ends it.")
final class PeerCommand implements Callable<Integer> {

  /** So many bytes at a time. */
  record Drip(int bytes, Duration every) {}

  private final Terminal terminal;
  private final AtomicInteger clients = new AtomicInteger();

  @Option(
      names = "--drip",
      paramLabel = "SIZE/TIME",
      converter = DripWord.class,
      description = "Answer so slowly, 1B/200ms for example, a line that never ends.")
  private Optional<Drip> drip = Optional.empty();

  @Option(names = "--silent", description = "Never say a word.")
  private boolean silent;

  @Option(names = "--reset", description = "Take a line and reset the connection.")
  private boolean reset;

  @Option(
      names = "--reply",
      paramLabel = "TEXT",
      description = "Take a line and answer this one; with --drip, slowly, but it ends.")
  private Optional<String> reply = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = Words.PortWord.class,
      description = "Where to listen; 0, as without it, is any free one.")
  private int port;

  PeerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    ScriptedPeer.Script script = this::play;
    answer(); // what cannot be an answer is refused before anybody can come
    int ways = (silent ? 1 : 0) + (reset ? 1 : 0) + (drip.isPresent() || reply.isPresent() ? 1 : 0);
    if (ways != 1) {
      throw new Mistake(
          (ways == 0 ? "say what the peer is to do" : "the peer can do only one thing")
              + ": one of --drip 1B/200ms, --silent, --reset, --reply TEXT");
    }
    try (var peer = listen(script)) {
      var address = peer.peer().address();
      terminal.line(
          "listening on %s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
      Foreground.until(terminal, () -> "ended; " + Text.count(clients.get(), "client") + " came");
    }
    return 0;
  }

  private ScriptedPeer listen(ScriptedPeer.Script script) {
    try {
      return ScriptedPeer.playing(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), script);
    } catch (UncheckedIOException e) {
      throw new Mistake(
          "cannot listen on port %d: %s: choose another --port (0 is any free one)"
              .formatted(port, Failures.reason(e)));
    }
  }

  /** What is sent for a line; empty for a line that never ends. */
  private Optional<byte[]> answer() {
    try {
      return reply.map(text -> new Line(Text.toWire(text)).bytes());
    } catch (IllegalArgumentException e) {
      throw new Mistake("--reply: the answer must be one line of at most 8192 bytes");
    }
  }

  private void play(PeerConnection client) throws IOException, InterruptedException {
    var teller = new Teller(terminal, clients.incrementAndGet(), client, new CountDownLatch(1));
    teller.says("connected");
    var telling = Thread.ofVirtual().start(teller);
    try {
      teller.asked.await();
      if (client.received().indexOf('\n') >= 0) { // else it went without a word
        answer(client);
      }
    } finally {
      telling.join();
    }
  }

  private void answer(PeerConnection client) throws IOException, InterruptedException {
    if (silent) {
      return;
    }
    if (reset) {
      client.reset();
    } else if (drip.isPresent()) {
      drip(client, drip.get());
      client.endOutput();
    } else {
      client.send(answer().orElseThrow());
      client.endOutput();
    }
  }

  private void drip(PeerConnection client, Drip drip) throws IOException, InterruptedException {
    var answer = answer();
    for (int sent = 0; ; sent += drip.bytes) {
      Thread.sleep(drip.every);
      if (answer.isEmpty()) {
        client.send(".".repeat(drip.bytes));
        continue;
      }
      int end = Math.min(sent + drip.bytes, answer.get().length);
      client.send(java.util.Arrays.copyOfRange(answer.get(), sent, end));
      if (end == answer.get().length) {
        return;
      }
    }
  }

  /**
   * Tells what comes from one client, with the time since it connected. It is the one that takes
   * the lines; the others are told that a first one came, or that none will.
   */
  private record Teller(Terminal terminal, int number, PeerConnection client, CountDownLatch asked)
      implements Runnable {
    void says(String what) {
      var since = Duration.ofNanos(System.nanoTime() - client.acceptedAt());
      terminal.line(
          "client %d  %s  %s"
              .formatted(number, terminal.quiet("%9s".formatted(Text.seconds(since))), what));
    }

    @Override
    public void run() {
      try {
        while (true) {
          says("asks: " + Text.fromWire(client.readLine()));
          asked.countDown();
        }
      } catch (EOFException ended) {
        says(end());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        asked.countDown();
      }
    }

    private String end() {
      return switch (client.state()) {
        case OPEN -> throw new IllegalStateException("it has ended");
        case ENDED -> "has ended, after " + Text.count(client.received().length(), "byte");
        case RESET -> "connection reset";
      };
    }
  }

  static final class DripWord implements ITypeConverter<Drip> {
    @Override
    public Drip convert(String word) {
      int slash = word.indexOf('/');
      if (slash < 0) {
        throw new Mistake(
            "'" + word + "' is no way to drip: write a size and a time, such as 1B/200ms");
      }
      var every = Words.duration(word.substring(slash + 1));
      if (every.isZero()) {
        throw new Mistake("'" + word + "' does not drip, it pours: the time must be above zero");
      }
      int bytes = Words.size(word.substring(0, slash));
      if (bytes > 1 << 20) {
        throw new Mistake("'" + word + "' does not drip, it pours: at most 1MiB at a time");
      }
      return new Drip(bytes, every);
    }
  }
}
