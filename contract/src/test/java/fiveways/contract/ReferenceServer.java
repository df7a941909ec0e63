package fiveways.contract;

import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The reference model's server: a virtual thread per client, and an end in order. How it ends: TCP
 * has no word for "nothing more is on its way", so a connection has finished once its thread waits
 * for input and none came for a quiet time. It is then told so by the end of its <em>output</em>;
 * what still comes is discarded. Ending its input instead would lose echoes on their way: a kernel
 * that must not take more input answers it with a reset.
 */
abstract class ReferenceServer implements Server {

  /** So long nothing may have moved before a connection counts as finished. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ServerSettings settings;
  private final ServerSocket listener;
  private final Semaphore room;
  private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
  private final Thread acceptor = Thread.ofVirtual().name("reference-accept").unstarted(this::loop);
  private volatile boolean closing;

  /** One client, and whether its thread is waiting for input just now. */
  static final class Connection {
    final Socket socket;

    /** How much is read and not yet written, where another thread writes than reads. */
    final AtomicInteger unwritten = new AtomicInteger();

    private volatile boolean waiting;
    private long quietSince = System.nanoTime();

    Connection(Socket socket) {
      this.socket = socket;
    }

    /** Reads; while it waits, nothing is owed to this client. */
    int read(byte[] into) throws IOException {
      waiting = true;
      int n = socket.getInputStream().read(into);
      waiting = false;
      return n;
    }

    /** Waits for a thread that says something to this client when there is something to say. */
    void await(Thread speaker) throws InterruptedException {
      waiting = true;
      speaker.join();
      waiting = false;
    }

    /** For the closing thread: nothing has moved for a while, whenever it looked. */
    boolean quiet() throws IOException {
      if (!waiting || unwritten.get() > 0 || socket.getInputStream().available() > 0) {
        quietSince = System.nanoTime();
      }
      return System.nanoTime() - quietSince > QUIET_NANOS;
    }
  }

  ReferenceServer(ServerSettings settings) throws IOException {
    this.settings = settings;
    this.room = room(settings.maxConnections());
    this.listener = listen(settings);
  }

  /** A seam: a permit for each client that may be connected. */
  protected Semaphore room(int connections) {
    return new Semaphore(connections);
  }

  /** A seam. */
  protected ServerSocket listen(ServerSettings settings) throws IOException {
    var socket = unbound();
    if (settings.socketBuffer().isPresent()) {
      socket.setReceiveBufferSize(settings.socketBuffer().getAsInt());
    }
    try {
      socket.bind(settings.address(), backlog());
      return socket;
    } catch (BindException e) {
      socket.close();
      throw named(settings.address(), e);
    }
  }

  /** A seam. */
  protected ServerSocket unbound() throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    return socket;
  }

  /** A seam. */
  protected int backlog() {
    return ServerSettings.BACKLOG;
  }

  /** A seam. */
  protected BindException named(InetSocketAddress address, BindException e) {
    var named =
        new BindException(
            "cannot listen on %s:%d: %s"
                .formatted(address.getHostString(), address.getPort(), e.getMessage()));
    named.initCause(e);
    return named;
  }

  /** A seam: begins to serve. */
  protected Server started() {
    acceptor.start();
    return this;
  }

  /** Who is connected just now. */
  protected final Set<Connection> clients() {
    return Set.copyOf(connections.keySet());
  }

  /** Serves one client until its input ends; what is thrown ends that connection only. */
  protected abstract void serve(Connection connection) throws IOException, InterruptedException;

  /** A seam. */
  protected Socket accept(ServerSocket from) throws IOException {
    return from.accept();
  }

  /** A seam: what a client is served in, not started yet. */
  protected Thread thread(Runnable service) {
    return Thread.ofVirtual().name("reference-client").unstarted(service);
  }

  /** A seam: whether to go on after an accept failed, which may have waited. */
  protected boolean goesOnAfter(IOException failedAccept) throws InterruptedException {
    Thread.sleep(10);
    return !closing;
  }

  private void loop() {
    try {
      while (!closing) {
        room.acquire();
        acceptOne();
      }
    } catch (InterruptedException closed) {
      // the only one who interrupts is close()
    }
  }

  private void acceptOne() throws InterruptedException {
    try {
      var connection = new Connection(accept(listener));
      var thread = thread(() -> handle(connection));
      connections.put(connection, thread);
      thread.start();
    } catch (IOException failed) {
      room.release();
      if (!goesOnAfter(failed)) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void handle(Connection connection) {
    boolean failed = true;
    try {
      connection.socket.setTcpNoDelay(true);
      if (settings.socketBuffer().isPresent()) {
        connection.socket.setSendBufferSize(settings.socketBuffer().getAsInt());
      }
      serveToTheEnd(connection);
      discard(connection);
      failed = false;
    } catch (IOException | InterruptedException gone) {
      // this client's end is nobody else's business
    } finally {
      disconnect(connection, failed);
      connections.remove(connection);
      makeRoom(room, failed);
    }
  }

  /** A seam: lets go of a client, whether or not serving it failed. */
  protected void disconnect(Connection connection, boolean failed) {
    try {
      connection.socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A seam: gives a client's place back, whether or not serving it failed. */
  protected void makeRoom(Semaphore to, boolean failed) {
    to.release();
  }

  private void serveToTheEnd(Connection connection) throws IOException, InterruptedException {
    try {
      serve(connection);
      finish(connection);
    } catch (IOException e) {
      if (!connection.socket.isOutputShutdown()) {
        throw e; // else the closing thread has ended the output, and what came later was too late
      }
    }
  }

  /** A seam: closing with unread bytes would be a reset, so the client may end first. */
  protected void discard(Connection connection) throws IOException {
    long start = System.nanoTime();
    var rest = new byte[8192];
    do {
      long left = Settings.nanos(settings.grace()) - (System.nanoTime() - start);
      if (left <= 0) {
        return;
      }
      connection.socket.setSoTimeout(Math.clamp(left / 1_000_000, 1, Integer.MAX_VALUE));
    } while (connection.socket.getInputStream().read(rest) >= 0);
  }

  /** A seam: ends the output; nothing more is owed to this client. */
  protected void finish(Connection connection) throws IOException {
    connection.socket.shutdownOutput();
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    try {
      closing = true;
      stopAccepting(listener, acceptor);
      awaitEnds(Map.copyOf(connections), settings.grace());
      var left = Map.copyOf(connections);
      for (var connection : left.keySet()) {
        cutOff(connection);
      }
      left.values().forEach(ReferenceOperations::joinUninterruptibly);
    } catch (IOException e) {
      throw new IllegalStateException("closing a socket failed", e);
    }
  }

  /** A seam. */
  protected void stopAccepting(ServerSocket from, Thread by) throws IOException {
    from.close();
    by.interrupt();
    ReferenceOperations.joinUninterruptibly(by);
  }

  /** A seam. */
  protected void cutOff(Connection connection) throws IOException {
    connection.socket.close();
  }

  /** A seam: until all have ended or the time is up, whoever is quiet has finished. */
  protected void awaitEnds(Map<Connection, Thread> clients, Duration grace) throws IOException {
    long start = System.nanoTime();
    boolean interrupted = false;
    clients.keySet().forEach(client -> client.quietSince = start);
    while (!connections.isEmpty() && System.nanoTime() - start < Settings.nanos(grace)) {
      for (var client : clients.keySet()) {
        finishIfQuiet(client);
      }
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void finishIfQuiet(Connection client) {
    try {
      if (!client.socket.isOutputShutdown() && client.quiet()) {
        finish(client);
      }
    } catch (IOException gone) {
      // then it has ended by itself
    }
  }
}
