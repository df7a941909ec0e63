package fiveways.virtual.engine;

import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Accepts clients, has each served in a virtual thread of its own, and ends them in order. */
public final class TcpServer implements Server {

  /**
   * How long a client must have been idle before a closing server takes it that nothing more is on
   * its way: TCP has no word for that.
   */
  private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(5);

  private static final System.Logger LOG = System.getLogger(TcpServer.class.getName());

  private final String name;
  private final ServerSettings settings;
  private final Client.Service service;
  private final Optional<Callable<?>> beside;
  private final Lifetime lifetime;
  private final Listener listener;
  private final Semaphore room;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final ReentrantLock closing = new ReentrantLock();
  private final Root root;

  /**
   * Serves when this returns.
   *
   * @throws java.net.BindException naming the address, if it cannot be listened on
   * @throws IllegalStateException if the lifetime is over
   */
  public TcpServer(String name, ServerSettings settings, Lifetime lifetime, Client.Service service)
      throws IOException {
    this(name, settings, lifetime, service, Optional.empty());
  }

  /**
   * The same, with something that goes on beside the clients, in the same scope. It ends by itself
   * when the server closes, or is interrupted when the grace is over.
   */
  public TcpServer(
      String name,
      ServerSettings settings,
      Lifetime lifetime,
      Client.Service service,
      Callable<?> beside)
      throws IOException {
    this(name, settings, lifetime, service, Optional.of(beside));
  }

  private TcpServer(
      String name,
      ServerSettings settings,
      Lifetime lifetime,
      Client.Service service,
      Optional<Callable<?>> beside)
      throws IOException {
    this.name = name;
    this.settings = settings;
    this.service = service;
    this.beside = beside;
    this.lifetime = lifetime;
    this.room = new Semaphore(settings.maxConnections());
    this.listener = new Listener(settings.address(), settings.socketBuffer());
    this.root = Root.start(name + " " + listener.address(), this::acceptAll);
    lifetime.hold(this, this::close);
  }

  private void acceptAll() throws InterruptedException {
    try (listener;
        var scope =
            StructuredTaskScope.open(Joiner.<Object>awaitAll(), config -> config.withName(name))) {
      beside.ifPresent(scope::fork);
      try {
        while (true) {
          room.acquire();
          var socket = listener.accept();
          welcome(socket, scope);
        }
      } catch (IOException refused) {
        // close() has closed the listener: from now on we only wait for those who are still here
      }
      scope.join();
    }
  }

  private void welcome(Socket socket, StructuredTaskScope<Object, Void> scope) {
    var client = new Client(socket, settings.grace());
    clients.add(client);
    try {
      scope.fork(() -> Served.as(client.name(), () -> serve(client)));
    } catch (RuntimeException | OutOfMemoryError noThread) {
      LOG.log(System.Logger.Level.ERROR, "cannot serve " + client.name(), noThread);
      bye(client);
    }
  }

  private void serve(Client client) {
    Served.nameThread(name);
    try {
      client.configure(settings);
      service.serve(client);
    } catch (IOException | InterruptedException gone) {
      // Reset, vanished or cut off: its end is nobody else's business.
    } catch (RuntimeException bug) {
      if (!(bug.getCause() instanceof IOException)) { // a fork may be the first to find it gone
        LOG.log(System.Logger.Level.ERROR, "while serving " + Served.client(), bug);
      }
    } finally {
      bye(client);
    }
  }

  private void bye(Client client) {
    client.close();
    clients.remove(client);
    room.release();
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  @Override
  public int connections() {
    return clients.size();
  }

  // tag::cleanup[]
  @Override
  public void close() {
    closing.lock(); // not interrupted; and who comes second waits for the same end
    try {
      listener.close(); // refuse
      finish(Settings.nanos(settings.grace()));
      root.close(); // force: interrupts every thread that is left; that closes its socket
    } finally {
      closing.unlock();
    }
    lifetime.forget(this);
  }

  // end::cleanup[]

  /** Signal and grace: whoever is idle is told that there will be no more, and may end too. */
  private void finish(long grace) {
    long quiet = Math.min(QUIET, grace / 2);
    long start = System.nanoTime();
    long age = 0;
    while (age < grace && !root.endsWithin(Duration.ofNanos(Math.min(GLANCE, grace - age)))) {
      long now = System.nanoTime();
      age = now - start;
      if (age >= quiet) {
        clients.forEach(client -> client.endIfIdleSince(now - quiet));
        endAfterOthers();
      }
    }
  }

  private void endAfterOthers() {
    if (clients.stream().allMatch(Client::lastOrFinished)) {
      clients.forEach(Client::tellTheEnd);
    }
  }
}
