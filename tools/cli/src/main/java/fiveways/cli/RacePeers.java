package fiveways.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The peers of a great race, in a process of their own: silent, but for the one that is asked
 * {@value #WINNER}, which replies when it is told to. It says where it listens, and then answers
 * each line of its standard input, until that ends: {@value #REPLY}, or else how many connections
 * are open and how many have asked.
 */
public final class RacePeers {
  /** What the racer asks that is to win, and what it is told. */
  static final String WINNER = "win";

  /** Tells the peer of the winner to reply. */
  static final String REPLY = "reply";

  /** Each with ports of its own on the racers' side, and a queue of its own here. */
  private static final int DOORS = 8;

  private static final int BACKLOG = 4096;

  /** What the peers see: {@code open asked}. */
  record Seen(int open, int asked) {
    static Seen parse(String line) {
      var numbers = line.split(" ", -1);
      return new Seen(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    String text() {
      return open + " " + asked;
    }
  }

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocate(64);
  private final AtomicReference<Optional<CompletableFuture<Seen>>> question =
      new AtomicReference<>(Optional.empty());
  private Seen seen = new Seen(0, 0);
  private volatile Optional<SocketChannel> winner = Optional.empty();

  private RacePeers() throws IOException {}

  public static void main(String[] arguments) throws IOException {
    var peers = new RacePeers();
    System.out.println(peers.listen().stream().map(Text::address).collect(Collectors.joining(" ")));
    Thread.ofPlatform().daemon().start(peers::serve);
    var commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String command; (command = commands.readLine()) != null; ) {
      if (command.equals(REPLY)) {
        peers.winner.orElseThrow().write(ByteBuffer.wrap((WINNER + "\n").getBytes(US_ASCII)));
      }
      System.out.println(peers.look().text());
    }
    System.exit(0);
  }

  /** What there is to see by now, which the loop may not have come to. */
  private Seen look() {
    var answer = new CompletableFuture<Seen>();
    question.set(Optional.of(answer));
    selector.wakeup();
    return answer.join();
  }

  /** On 127.0.0.1, 127.0.0.2, …; where there is but the first, on as many ports of that one. */
  private List<InetSocketAddress> listen() throws IOException {
    var addresses = new ArrayList<InetSocketAddress>();
    for (int i = 1; i <= DOORS; i++) {
      var door = ServerSocketChannel.open();
      try {
        door.bind(loopback(i), BACKLOG);
      } catch (SocketException noSuchAddress) {
        door.bind(loopback(1), BACKLOG);
      }
      door.configureBlocking(false);
      door.register(selector, SelectionKey.OP_ACCEPT);
      addresses.add((InetSocketAddress) door.getLocalAddress());
    }
    return addresses;
  }

  private static InetSocketAddress loopback(int number) throws IOException {
    return new InetSocketAddress(
        InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) number}), 0);
  }

  private void serve() {
    try {
      while (true) {
        selector.select(this::act);
        var asked = question.getAndSet(Optional.empty());
        // Not all that is ready fits into one look.
        while (asked.isPresent() && selector.selectNow(this::act) > 0) {}
        asked.ifPresent(answer -> answer.complete(seen));
      }
    } catch (IOException | UncheckedIOException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1); // who asks how many there are learns that nobody counts
    }
  }

  private void act(SelectionKey key) {
    try {
      if (key.channel() instanceof ServerSocketChannel door) {
        accept(door);
      } else {
        read(key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocketChannel door) throws IOException {
    for (SocketChannel racer; (racer = door.accept()) != null; ) {
      racer.configureBlocking(false);
      racer.register(selector, SelectionKey.OP_READ, "");
      seen = new Seen(seen.open + 1, seen.asked);
    }
  }

  private void read(SelectionKey key) throws IOException {
    var racer = (SocketChannel) key.channel();
    buffer.clear();
    if (!reads(racer)) {
      racer.close();
      seen = new Seen(seen.open - 1, seen.asked);
      return;
    }
    var line = key.attachment() + US_ASCII.decode(buffer.flip()).toString();
    key.attach(line);
    if (line.endsWith("\n")) {
      if (line.strip().equals(WINNER)) {
        winner = Optional.of(racer);
      }
      seen = new Seen(seen.open, seen.asked + 1);
    }
  }

  /** Whether it is still there; one that resets the connection is not. */
  private boolean reads(SocketChannel racer) {
    try {
      return racer.read(buffer) >= 0;
    } catch (IOException reset) {
      return false;
    }
  }
}
