package fiveways.nonblocking.engine;

import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Accepts clients while there is room, and sees them out when it closes. */
public final class TcpServer extends StateMachine<TcpServer.State>
    implements Server, Lifetime.Tenant {

  /** So long a client must have been quiet before a closing server takes it that that was all. */
  private static final Duration QUIET = Duration.ofMillis(50);

  /** What it takes to see clients out, even while there are no descriptors. */
  private static final Class<?>[] NEEDED = {
    TcpServer.class, Client.class, Connection.class, LineBuffer.class, LineTooLongException.class
  };

  sealed interface State {}

  record Serving() implements State {}

  /** Nobody is accepted; looks again and again who has finished, and cuts the others off. */
  record Closing(Timer look, Timer grace) implements State {}

  record Closed() implements State {}

  private final Lifetime lifetime;
  private final Loop loop;
  private final ServerSettings settings;
  private final Function<Client, Conversation> conversations;
  private final Listener listener;
  private final Set<Client> clients = new LinkedHashSet<>();
  private final Runnable closed;
  private volatile int connections;

  /**
   * Serves when this returns.
   *
   * @throws java.net.BindException naming the address, if it cannot be listened on
   * @throws IllegalStateException if the lifetime is over
   */
  public TcpServer(
      ServerSettings settings,
      Lifetime lifetime,
      Function<Client, Conversation> conversations)
      throws IOException {
    this(settings, lifetime, conversations, () -> {});
  }

  /**
   * The same.
   *
   * @param closed done once, on the loop, when the last client has gone
   */
  public TcpServer(
      ServerSettings settings,
      Lifetime lifetime,
      Function<Client, Conversation> conversations,
      Runnable closed)
      throws IOException {
    super(new Serving());
    this.closed = closed;
    Ahead.load(NEEDED);
    Ahead.load(conversations.getClass()); // that of its machines, as long as it makes them itself
    this.lifetime = lifetime;
    this.loop = lifetime.loop();
    this.settings = settings;
    this.conversations = conversations;
    this.listener = listening();
    lifetime.admit(this);
  }

  private Listener listening() throws IOException {
    try {
      return new Listener(loop, settings.address(), settings.socketBuffer(), this::welcome);
    } catch (IOException e) {
      lifetime.dismiss(this);
      throw e;
    }
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  @Override
  public int connections() {
    return connections;
  }

  /** Blocks the caller, which is not the loop, until all have gone. */
  @Override
  public void close() {
    lifetime.dismiss(this);
  }

  @Override
  public void enter() {
    listener.want();
  }

  private void welcome(SocketChannel guest) throws IOException {
    var client = new Client(loop, settings, guest, conversations, this::bye);
    clients.add(client);
    connections = clients.size();
    client.start();
    if (clients.size() >= settings.maxConnections()) {
      listener.enough(); // who comes now waits in the kernel's backlog
    }
  }

  private void bye(Client client) {
    clients.remove(client);
    connections = clients.size();
    switch (state()) {
      case Serving _ -> listener.want(); // there is room again
      case Closing _ -> closeIfEmpty();
      case Closed _ -> {}
    }
  }

  private void closeIfEmpty() {
    if (clients.isEmpty()) {
      to(new Closed());
    }
  }

  /** Refuse, let finish, cut off: three events, and nobody waits in any of them. */
  @Override
  public void leave() {
    listener.close();
    switch (state()) {
      case Serving _ -> {
        to(new Closing(nextLook(), loop.after(settings.grace(), this::cutOff)));
        closeIfEmpty();
      }
      case Closing _, Closed _ -> {}
    }
  }

  private Timer nextLook() {
    long now = System.nanoTime();
    var half = settings.grace().dividedBy(2);
    return loop.after(QUIET.compareTo(half) < 0 ? QUIET : half, () -> look(now));
  }

  /** Whoever has been quiet since the last look has finished. */
  private void look(long since) {
    everyone().forEach(client -> client.finishIfQuietSince(since));
    switch (state()) {
      case Closing(_, var grace) -> to(new Closing(nextLook(), grace));
      case Serving _, Closed _ -> {}
    }
  }

  private void cutOff() {
    everyone().forEach(Client::cutOff);
  }

  /** A copy: who goes meanwhile goes out of the set. */
  private List<Client> everyone() {
    return List.copyOf(clients);
  }

  @Override
  protected void entered(State now) {
    switch (now) {
      case Serving _, Closing _ -> {}
      case Closed _ -> {
        closed.run();
        lifetime.left(this);
      }
    }
  }

  @Override
  protected void left(State before) {
    if (before instanceof Closing(var look, var grace) && state() instanceof Closed) {
      look.drop();
      grace.drop();
    }
  }
}
