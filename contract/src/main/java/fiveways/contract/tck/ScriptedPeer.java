package fiveways.contract.tck;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A peer on loopback that plays a script to each client and records what it sees. What goes wrong
 * in a script, other than that the client went, is thrown by {@link #close}.
 */
public final class ScriptedPeer implements AutoCloseable {

  /** What the peer does with one client; it runs in a thread of its own and may block. */
  @FunctionalInterface
  public interface Script {
    void play(PeerConnection client) throws Exception;
  }

  private final ServerSocket listener = new ServerSocket();
  private final List<PeerConnection> connections = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Script script;
  private boolean closed; // guarded by this

  private ScriptedPeer(InetSocketAddress address, Script script) throws IOException {
    this.script = script;
    listener.bind(address, 4096);
    Thread.ofVirtual().name("tck-peer-accept").start(this::accept);
  }

  /** Listens on a free port and plays the script to whoever comes. */
  public static ScriptedPeer playing(Script script) {
    return playing(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
  }

  /**
   * Listens there and plays the script to whoever comes.
   *
   * @throws UncheckedIOException if it cannot be listened there
   */
  public static ScriptedPeer playing(InetSocketAddress address, Script script) {
    try {
      return new ScriptedPeer(address, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a line and replies with this one. */
  public static ScriptedPeer replying(String line) {
    return playing(client -> {
      var _ = client.readLine();
      client.send(new Line(line).bytes());
    });
  }

  /** Never says a word. */
  public static ScriptedPeer silent() {
    return playing(client -> {});
  }

  /** Sends a byte of a line that never ends, again and again. */
  public static ScriptedPeer dripping(Duration every) {
    return playing(client -> {
      while (true) {
        client.send(new byte[] {'.'});
        Thread.sleep(every);
      }
    });
  }

  /** Reads a line and ends its output without a reply. */
  public static ScriptedPeer hangingUp() {
    return playing(client -> {
      var _ = client.readLine();
      client.endOutput();
    });
  }

  public Peer peer() {
    return new Peer((InetSocketAddress) listener.getLocalSocketAddress());
  }

  /** Who has come so far, in order. */
  public List<PeerConnection> connections() {
    return List.copyOf(connections);
  }

  /** The client that came first, second, …: waits for it, patiently. */
  public PeerConnection connection(int index) {
    Patience.eventually("client " + index + " connects").until(() -> connections.size() > index);
    return connections.get(index);
  }

  private void accept() {
    try {
      while (true) {
        admit(new PeerConnection(listener.accept()));
      }
    } catch (IOException listenerClosed) {
      // By close().
    }
  }

  /** Who was accepted just before the listener was closed must not be forgotten by close(). */
  private synchronized void admit(PeerConnection connection) {
    if (closed) {
      connection.close();
    } else {
      connections.add(connection);
      Thread.ofVirtual().name("tck-peer-script").start(() -> play(connection));
    }
  }

  private void play(PeerConnection connection) {
    try {
      script.play(connection);
    } catch (IOException | InterruptedException theClientWent) {
      // The test sees it by PeerConnection.ended(), if it matters.
    } catch (Throwable failure) {
      failures.add(failure);
    }
  }

  private synchronized void refuse() {
    closed = true;
  }

  /** Stops listening and cuts every connection off. */
  @Override
  public void close() {
    refuse();
    try {
      listener.close();
      connections.forEach(PeerConnection::close);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!failures.isEmpty()) {
      var failed = new AssertionError("a peer's script failed: " + failures.getFirst());
      failures.forEach(failed::addSuppressed);
      throw failed;
    }
  }
}
