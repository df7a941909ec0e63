package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.Line;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import fiveways.nonblocking.engine.Client;
import fiveways.nonblocking.engine.Conversation;
import fiveways.nonblocking.engine.LineBuffer;
import fiveways.nonblocking.engine.Lifetime;
import fiveways.nonblocking.engine.TcpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Scenario 8: how does one hold an activity while another one runs?
 *
 * <p>By bringing it no events. Between two of them a producer is data, and does nothing: whoever
 * has the loop decides when it goes on. So nothing in a producer has to know of a replay but the
 * one state, {@code Held}, in which it waits for nothing; and the flush is one event more, which a
 * timer brings. The same holds of a machine that knows nothing at all of being held (PLAY-6:
 * PAUSES).
 *
 * <p>What it costs: the history is no loop over a file. It is read a piece at a time, one for each
 * event "there is room", and in between everybody else has his turn. And for a file the loop has
 * nothing to wait with: each read or write of {@link Journal} stops all of it for a moment.
 *
 * <p>Look next at {@link Events}, where all clients meet, at {@link Producing} and {@link
 * Subscribing}; and at the same file in {@code 04-virtual-threads}, where being held is a call that
 * does not return.
 */
public final class Replay implements EventServer {
  private static final Line UNKNOWN = new Line("ERR unknown command");

  private final Events events;
  private final TcpServer server;

  /**
   * Serves when this returns, on a loop of its own. Blocks for as long as it takes to read the
   * journal.
   *
   * @throws IOException naming the address, the file or the offset, if it cannot be listened on,
   *     opened, or is corrupt
   */
  public Replay(ReplaySettings settings) throws IOException {
    this(new Journal(settings.journal()), settings, Lifetime.forOne("replay"));
  }

  Replay(ReplaySettings settings, Lifetime lifetime) throws IOException {
    this(new Journal(settings.journal()), settings, lifetime);
  }

  private Replay(Journal journal, ReplaySettings settings, Lifetime lifetime) throws IOException {
    events = new Events(journal, settings, lifetime.loop());
    try {
      server = new TcpServer(settings.server(), lifetime, this::arriving, events::over);
    } catch (IOException | RuntimeException refused) {
      events.over();
      throw refused;
    }
    events.begin();
  }

  private Conversation arriving(Client client) {
    return new Arriving(client, events);
  }

  /** The same before it had to flush, or anybody to be held: each event is written at once. */
  // tag::plain[]
  public static Server plain(ReplaySettings settings) throws IOException {
    var journal = new Journal(settings.journal());
    try {
      return new TcpServer(
          settings.server(),
          Lifetime.forOne("append"),
          client -> new AppendingLines(client, journal),
          journal::close);
    } catch (IOException | RuntimeException refused) {
      journal.close();
      throw refused;
    }
  }

  // end::plain[]

  /** What a client is, its first line says. */
  private static final class Arriving implements Conversation {
    private final Client client;
    private final Events events;
    private final LineBuffer lines = new LineBuffer();
    private Optional<Conversation> known = Optional.empty();

    Arriving(Client client, Events events) {
      this.client = client;
      this.events = events;
    }

    @Override
    public void start() {
      events.mayAppend(client);
      client.connection().interestOps(OP_READ);
    }

    @Override
    public void ready() throws IOException {
      if (known.isPresent()) {
        known.get().ready();
      } else if (!client.connection().read(lines)) {
        client.leave();
      } else {
        var first = lines.next();
        if (first.isPresent()) {
          begin(first.get());
        }
      }
    }

    private void begin(Line first) {
      switch (first.text()) {
        case PRODUCE -> become(new Producing(client, events, lines));
        case SUBSCRIBE -> {
          become(new Subscribing(client, events));
          events.appendsNoMore(client);
        }
        default -> client.part(UNKNOWN);
      }
    }

    private void become(Conversation conversation) {
      known = Optional.of(conversation);
      conversation.start();
    }

    @Override
    public boolean finished() {
      events.closing();
      return known.map(Conversation::finished).orElse(true);
    }

    @Override
    public void over() {
      known.ifPresent(Conversation::over);
      events.appendsNoMore(client);
    }
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
  public long dropped() {
    return events.dropped();
  }

  /**
   * Blocks until all clients have gone.
   *
   * @throws java.io.UncheckedIOException if something that was acknowledged could not be written
   */
  @Override
  public void close() {
    server.close();
    events.throwIfBroken();
  }
}
