package fiveways.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The other end of an {@code ask}, in a process of its own so that its compiler and its collector
 * are not the measured ones. One thread: on one port every line is answered at once, on the other
 * nothing ever is. It counts what it sees, so that it can be told whether all models did the same.
 *
 * <p>It ends a connection only once the client has, and then by a reset. Otherwise each operation
 * would leave a port in TIME_WAIT for a minute on the client's side, and after some thousands of
 * them one would measure how the kernel looks for a free one.
 */
final class LoopbackPeer {
  static final String LINE = "ping";
  static final String REPLY = "pong";
  private static final int BACKLOG = 1024;

  private final Selector selector = Selector.open();
  private final ByteBuffer input = ByteBuffer.allocate(8192);
  private final ByteBuffer reply = ByteBuffer.wrap((REPLY + "\n").getBytes(ISO_8859_1));
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private LoopbackPeer() throws IOException {}

  /** Prints its two ports, and what it has counted whenever it is asked; ends with its input. */
  public static void main(String[] arguments) throws IOException {
    var peer = new LoopbackPeer();
    System.out.println(peer.listen(true) + " " + peer.listen(false));
    Thread.ofPlatform().daemon().name("peer").start(peer::serve);
    var in = new BufferedReader(new InputStreamReader(System.in, ISO_8859_1));
    while (in.readLine() != null) {
      System.out.println(peer.connections.get() + " " + peer.bytes.get());
    }
  }

  private int listen(boolean replies) throws IOException {
    var listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT, replies);
    return listener.socket().getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        selector.select(this::ready);
      }
    } catch (IOException e) {
      e.printStackTrace();
      System.exit(1); // a peer that is half alive would be measured as a slow model
    }
  }

  private void ready(SelectionKey key) {
    boolean replies = (Boolean) key.attachment();
    if (key.channel() instanceof ServerSocketChannel listener) {
      accept(listener, replies);
    } else if (key.channel() instanceof SocketChannel client) {
      try {
        read(client, replies);
      } catch (IOException reset) {
        close(client);
      }
    }
  }

  private void accept(ServerSocketChannel listener, boolean replies) {
    try {
      var client = listener.accept();
      connections.incrementAndGet();
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.setOption(StandardSocketOptions.SO_LINGER, 0); // its close is a reset
      client.register(selector, SelectionKey.OP_READ, replies);
    } catch (IOException gone) {
      // whoever came has left already
    }
  }

  private void read(SocketChannel client, boolean replies) throws IOException {
    input.clear();
    int n = client.read(input);
    if (n < 0) {
      client.close();
      return;
    }
    bytes.addAndGet(n);
    if (replies && input.get(n - 1) == '\n') {
      client.write(reply.rewind()); // a few bytes into an empty buffer: taken whole
    }
  }

  private static void close(SocketChannel client) {
    try {
      client.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
