package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Actor.noReply;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Client;
import fiveways.channels.engine.ClientLines;
import fiveways.channels.engine.Stop;
import fiveways.channels.engine.TcpServer;
import fiveways.channels.engine.Threads;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.Line;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import java.io.IOException;
import java.net.InetSocketAddress;

/** {@link Replay} before it had to flush, or anybody to be held: what one would write first. */
record PlainReplay(TcpServer server, ActorSystem actors) implements Server {

  /** On actors of its own. */
  static Server serve(ReplaySettings settings, int largest) throws IOException {
    var journal = new Journal(settings.journal());
    var actors = new ActorSystem(Threads.VIRTUAL);
    var appends = Channel.<Append>newRendezvousChannel();
    actors.open("keeper", noReply(stop -> keep(journal, appends, stop)));
    try {
      return new PlainReplay(
          new TcpServer(
              "append", settings.server(), largest, actors, client -> onlyProduce(client, appends)),
          actors);
    } catch (IOException | RuntimeException refused) {
      actors.close();
      throw refused;
    }
  }

  private static void onlyProduce(Client client, Channel<Append> appends)
      throws IOException, InterruptedException {
    var lines = new ClientLines(client);
    var first = lines.next();
    if (first.isPresent() && first.get().text().equals(EventServer.PRODUCE)) {
      Replay.produce(client, lines, appends);
    } else if (first.isPresent()) {
      client.leave(new Line("ERR unknown command"));
    }
  }

  /** The actor that has the file: it writes what it is offered, one event after another. */
  // tag::plain[]
  private static void keep(Journal journal, Channel<Append> appends, Stop stop)
      throws InterruptedException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = select(appends.receiveClause(append -> take(append, journal)), stop.heard(() -> false));
    }
    journal.close();
  }

  private static boolean take(Append append, Journal journal) {
    append.answerWith(() -> {
      long seq = journal.append(append.event());
      journal.flush();
      return seq;
    });
    return true;
  }

  // end::plain[]

  @Override
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public int connections() {
    return server.connections();
  }

  /** The keeper last: until then somebody may offer it something. */
  @Override
  public void close() {
    server.close();
    actors.close();
  }
}
