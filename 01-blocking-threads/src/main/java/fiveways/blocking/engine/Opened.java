package fiveways.blocking.engine;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.Server;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was opened from a model and not closed yet, so that closing the model closes it. */
public final class Opened implements AutoCloseable {
  private final Set<AutoCloseable> all = new LinkedHashSet<>();
  private boolean closed;

  /** Adds what has just been opened, or closes it at once if this is closed already. */
  public <C extends AutoCloseable> C add(C resource) {
    if (!accepts(resource)) {
      close(resource);
      throw new IllegalStateException("the model was closed meanwhile");
    }
    return resource;
  }

  /** Adds a server; the one returned leaves this when it is closed. */
  public Server addServer(Server server) {
    return add(new Leaving(server));
  }

  /** The same for a server of events. */
  public EventServer addServer(EventServer server) {
    return add(new LeavingEvents(server));
  }

  private synchronized boolean accepts(AutoCloseable resource) {
    return !closed && all.add(resource);
  }

  public synchronized void remove(AutoCloseable resource) {
    all.remove(resource);
  }

  /**
   * Closes everything at the same time: each server refuses new clients at once, and may take its
   * whole grace period. Blocks until all are closed.
   */
  @Override
  public void close() {
    var closings =
        closeForAll().stream()
            .map(resource -> Threads.start("close", () -> close(resource)))
            .toList();
    closings.forEach(Threads::join);
  }

  private synchronized List<AutoCloseable> closeForAll() {
    closed = true;
    return List.copyOf(all);
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("what a model opens closes without a failure", e);
    }
  }

  private class Leaving implements Server {
    private final Server server;

    Leaving(Server server) {
      this.server = server;
    }

    @Override
    public InetSocketAddress address() {
      return server.address();
    }

    @Override
    public int connections() {
      return server.connections();
    }

    @Override
    public void close() {
      server.close();
      remove(this);
    }
  }

  private final class LeavingEvents extends Leaving implements EventServer {
    private final EventServer server;

    LeavingEvents(EventServer server) {
      super(server);
      this.server = server;
    }

    @Override
    public long dropped() {
      return server.dropped();
    }
  }
}
