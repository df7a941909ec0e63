package fiveways.contract;

import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The reference model's server: a virtual thread per client, and an end in order. */
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
    volatile long idleSince = Long.MAX_VALUE;

    Connection(Socket socket) {
      this.socket = socket;
    }

    /** Reads; while it waits, the connection counts as idle. */
    int read(byte[] into) throws IOException {
      idleSince = System.nanoTime();
      int n = socket.getInputStream().read(into);
      idleSince = Long.MAX_VALUE;
      return n;
    }

    boolean quiet() throws IOException {
      long since = idleSince;
      return since != Long.MAX_VALUE
          && System.nanoTime() - since > QUIET_NANOS
          && socket.getInputStream().available() == 0;
    }
  }

  ReferenceServer(ServerSettings settings) throws IOException {
    this.settings = settings;
    this.room = new Semaphore(settings.maxConnections());
    this.listener = new ServerSocket();
    listener.setReuseAddress(true);
    if (settings.socketBuffer().isPresent()) {
      listener.setReceiveBufferSize(settings.socketBuffer().getAsInt());
    }
    try {
      listener.bind(settings.address(), ServerSettings.BACKLOG);
    } catch (BindException e) {
      listener.close();
      throw named(e);
    }
  }

  private BindException named(BindException e) {
    var named =
        new BindException(
            "cannot listen on %s:%d: %s"
                .formatted(
                    settings.address().getHostString(),
                    settings.address().getPort(),
                    e.getMessage()));
    named.initCause(e);
    return named;
  }

  final Server started() {
    acceptor.start();
    return this;
  }

  /** Serves one client until its input ends; what is thrown ends that connection only. */
  protected abstract void serve(Connection connection) throws IOException, InterruptedException;

  /** A seam. */
  protected Socket accept(ServerSocket from) throws IOException {
    return from.accept();
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
      var thread = Thread.ofVirtual().name("reference-client").unstarted(() -> handle(connection));
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
    try (var socket = connection.socket) {
      socket.setTcpNoDelay(true);
      if (settings.socketBuffer().isPresent()) {
        socket.setSendBufferSize(settings.socketBuffer().getAsInt());
      }
      serve(connection);
      socket.shutdownOutput();
      var rest = new byte[8192];
      while (socket.getInputStream().read(rest) >= 0) {
        // discarded: closing with unread bytes would be a reset
      }
    } catch (IOException | InterruptedException gone) {
      // this client's end is nobody else's business
    } finally {
      connections.remove(connection);
      room.release();
    }
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
      listener.close();
      acceptor.interrupt();
      ReferenceOperations.joinUninterruptibly(acceptor);
      finishWithin(settings.grace().toNanos());
      for (var connection : Map.copyOf(connections).entrySet()) {
        connection.getKey().socket.close();
        ReferenceOperations.joinUninterruptibly(connection.getValue());
      }
    } catch (IOException e) {
      throw new IllegalStateException("closing a socket failed", e);
    }
  }

  /** Until all have ended or the time is up: whoever is quiet is told that its input has ended. */
  private void finishWithin(long grace) throws IOException {
    boolean interrupted = false;
    long start = System.nanoTime();
    while (!connections.isEmpty() && System.nanoTime() - start < grace) {
      for (var connection : connections.keySet()) {
        if (!connection.socket.isClosed() && connection.quiet()) {
          connection.socket.shutdownInput();
        }
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
}
