package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fiveways.contract.api.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The peers of a race of thousands, in a process of their own, since both ends of so many
 * connections would be many for one. All are silent until each has been asked; then the one that
 * was asked last replies. Its standard input is its life line: it ends when that does.
 */
final class RacePeers implements AutoCloseable {
  static final String REPLY = "the last one asked";

  private final Process process;
  private final BufferedReader said;
  private final Peer peer;

  private RacePeers(Process process) throws IOException {
    this.process = process;
    said = process.inputReader(US_ASCII);
    var port = said.readLine();
    if (port == null) {
      close();
      throw new IOException("the peers' process has ended");
    }
    peer =
        new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
  }

  /** So many; blocks until they listen. */
  static RacePeers start(int racers) throws IOException {
    return new RacePeers(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                RacePeers.class.getName(),
                String.valueOf(racers))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  Peer peer() {
    return peer;
  }

  /** Waits, patiently, until each of them has seen its connection end. */
  void awaitAllGone() {
    Patience.eventually("every racer's peer sees its connection end")
        .pollInterval(Duration.ofMillis(10))
        .until(said::ready);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /**
   * The other side: says its port, and, when all who came have gone, that they have.
   *
   * @param arguments how many will come
   */
  public static void main(String[] arguments) throws IOException {
    int racers = Integer.parseInt(arguments[0]);
    Thread.ofPlatform().daemon().start(RacePeers::endWithParent);
    try (var selector = Selector.open();
        var listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), racers);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      System.out.println(listener.socket().getLocalPort());
      new Race(selector, listener, racers).play();
      System.out.println("all have gone");
      while (true) {
        selector.select();
      }
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // whoever started this process is still there
      }
    } catch (IOException gone) {
      // so it is not
    }
    Runtime.getRuntime().halt(0);
  }

  /** One race, as its peers see it. */
  private static final class Race {
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final int racers;
    private final ByteBuffer read = ByteBuffer.allocate(1024);
    private int asked;
    private int gone;

    Race(Selector selector, ServerSocketChannel listener, int racers) {
      this.selector = selector;
      this.listener = listener;
      this.racers = racers;
    }

    void play() throws IOException {
      while (gone < racers) {
        selector.select();
        for (var key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            accept();
          } else {
            hear((SocketChannel) key.channel());
          }
        }
        selector.selectedKeys().clear();
      }
    }

    private void accept() throws IOException {
      for (SocketChannel racer; (racer = listener.accept()) != null; ) {
        racer.configureBlocking(false);
        racer.register(selector, SelectionKey.OP_READ);
      }
    }

    /** A line is short, and comes in one piece over loopback; so what comes first is the line. */
    private void hear(SocketChannel racer) throws IOException {
      int n;
      try {
        n = racer.read(read.clear());
      } catch (IOException reset) {
        n = -1;
      }
      if (n < 0) {
        gone++;
        racer.close();
      } else if (++asked == racers) {
        racer.write(ByteBuffer.wrap((REPLY + "\n").getBytes(US_ASCII)));
      }
    }
  }
}
