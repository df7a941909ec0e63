package fiveways.cli.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that sends and sends and does not read: first it is stuck, and later it reads on. */
final class Pusher implements AutoCloseable {
  private static final int LINE = 1000;
  private static final int AT_MOST = 64 << 20;
  private static final Duration STUCK = Duration.ofMillis(40);

  private final SocketChannel channel;
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private int begun; // lines of which at least a byte was sent
  private long pushed;
  private int back; // guarded by this, as what follows
  private boolean inOrder = true;
  private boolean reads;
  private Cell news = Cell.EMPTY;
  private final List<String> beats = new ArrayList<>();

  Pusher(InetSocketAddress server, int socketBuffer) throws IOException {
    channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, socketBuffer);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, socketBuffer);
    channel.connect(server);
  }

  /** Sends until nothing more fits. */
  void push() throws IOException, InterruptedException {
    long sent = sent();
    synchronized (this) {
      news = sent > 0 ? Cell.plain(Cell.size(sent)) : Cell.mark("held");
    }
  }

  private long sent() throws IOException, InterruptedException {
    channel.configureBlocking(false);
    long before = pushed;
    long progress = System.nanoTime();
    while (System.nanoTime() - progress < STUCK.toNanos() && pushed < AT_MOST) {
      if (!rest.hasRemaining()) {
        rest = ByteBuffer.wrap((line(begun) + "\n").getBytes(ISO_8859_1));
        begun++;
      }
      int sent = channel.write(rest);
      pushed += sent;
      if (sent > 0) {
        progress = System.nanoTime();
      } else {
        Thread.sleep(2);
      }
    }
    return pushed - before;
  }

  private static String line(int number) {
    return "%06d ".formatted(number) + "x".repeat(LINE - 8);
  }

  /** Reads, and sends the rest of the line that did not fit, each in a thread of its own. */
  void readOn() throws IOException {
    channel.configureBlocking(true);
    synchronized (this) {
      reads = true;
    }
    Thread.ofPlatform().daemon().name("demo-pusher-rest").start(this::sendRest);
    Thread.ofPlatform().daemon().name("demo-pusher-read").start(this::read);
  }

  private void sendRest() {
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException gone) {
      // then not everything comes back, and everybody sees it
    }
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), ISO_8859_1))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        came(line);
      }
    } catch (IOException gone) {
      // the scene is over
    }
  }

  private synchronized void came(String line) {
    if (line.startsWith("BEAT ")) {
      beats.add(line.substring(5));
      return;
    }
    boolean before = inOrder;
    inOrder &= line.equals(line(back));
    back++;
    if (before && !inOrder) {
      news = Cell.bad("LOST");
    } else if (inOrder && back == begun) {
      news = Cell.good("back");
    }
  }

  /** What is new since it was last asked. */
  synchronized Cell news() {
    var now = news;
    news = Cell.EMPTY;
    return now;
  }

  /** What was sent in all, once the rest of the last line is. */
  long pushedInAll() {
    return (long) begun * LINE;
  }

  /** Whether everything has come back, unchanged and in order. */
  synchronized boolean allBack() {
    return reads && inOrder && back == begun;
  }

  /** The numbers of the beats that it got, in order. */
  synchronized List<Integer> beats() {
    return beats.stream().map(Integer::valueOf).toList();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException gone) {
      // as wanted
    }
  }
}
