package fiveways.channels;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.Actor;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Client;
import fiveways.channels.engine.ClientLines;
import fiveways.channels.engine.TcpServer;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.Line;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/**
 * Scenario 8: how does one hold an activity while another one runs?
 *
 * <p>By not listening to it. One actor, the {@link Keeper}, has the file and the numbers. Producers
 * offer it their events on a channel without a buffer; while a history is read, that channel is no
 * clause of its {@code select}, and who offers waits. The flush is one clause more: the clock's
 * message, beside those of all the others. And since it does one thing after another, nothing can
 * come between the flush, the end of a history and the first live event: there is no seam.
 *
 * <p>What it costs: an event goes to the keeper and its number comes back, two messages and two
 * waits for each; and whoever is to be held has to come and offer (PLAY-6). A subscriber has an
 * actor that is deaf while it writes, so the keeper holds what waits for it, and the door, which
 * alone closes sockets, cuts it off when that is too much.
 *
 * <p>Look next at {@link Keeper} and {@link Subscriber}; and at the same file in {@code
 * 04-virtual-threads}, where a lock is what one waits at.
 */
public final class Replay implements EventServer {
  /** Input comes in so many bytes at most. */
  private static final int LARGEST = 8 * 1024;

  private static final Line UNKNOWN = new Line("ERR unknown command");

  private final ReplaySettings settings;
  private final Keeper keeper;
  private final Actor keeping;
  private final TcpServer server;

  /**
   * Serves when this returns. Blocks for as long as it takes to read the journal.
   *
   * @throws IOException naming the address, the file or the offset, if it cannot be listened on,
   *     opened, or is corrupt
   */
  public Replay(ReplaySettings settings, ActorSystem actors) throws IOException {
    this.settings = settings;
    actors.assertOpen();
    keeper = new Keeper(new Journal(settings.journal()), settings, actors);
    keeping = keeper.open();
    try {
      server = new TcpServer("replay", settings.server(), LARGEST, actors, this::serve);
    } catch (IOException | RuntimeException refused) {
      keeper.serves(() -> {}); // nobody
      keeping.close();
      throw refused;
    }
    keeper.serves(server::close);
  }

  /** The same before it had to flush, or anybody to be held: each event is written at once. */
  public static Server plain(ReplaySettings settings) throws IOException {
    return PlainReplay.serve(settings, LARGEST);
  }

  private void serve(Client client) throws IOException, InterruptedException {
    if (subscribes(client)) { // what follows waits until nobody appends: it must not be counted
      new Subscriber(client, keeper, settings).follow();
    }
  }

  /** Serves it if it produces. Whether it subscribes, and is still to be served. */
  private boolean subscribes(Client client) throws IOException, InterruptedException {
    keeper.mayAppend();
    try {
      var lines = new ClientLines(client);
      var first = lines.next();
      var command = first.map(Line::text).orElse("");
      if (command.equals(PRODUCE)) {
        produce(client, lines, keeper.appends());
      } else if (first.isPresent() && !command.equals(SUBSCRIBE)) {
        client.leave(UNKNOWN);
      }
      return command.equals(SUBSCRIBE);
    } finally {
      keeper.appendsNoMore();
    }
  }

  /** One producer: each line is offered, and when it has been taken, acknowledged. */
  // tag::plain[]
  // tag::flushing[]
  static void produce(Client client, ClientLines lines, Channel<Append> appends)
      throws IOException, InterruptedException {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      var append = new Append(line.get().text());
      appends.send(append); // here it waits while a history is read
      client.write(EventServer.ok(append.answer()));
    }
  }

  // end::flushing[]
  // end::plain[]

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
    return keeper.dropped();
  }

  /**
   * Blocks until all clients have gone, and the file is closed.
   *
   * @throws UncheckedIOException if something that was acknowledged could not be written; once
   */
  @Override
  public void close() {
    keeping.close();
    var lost = keeper.lost();
    if (lost.isPresent()) {
      throw new UncheckedIOException(lost.get());
    }
  }
}
