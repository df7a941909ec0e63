package fiveways.channels.engine;

import static fiveways.channels.engine.Actor.noReply;

import fiveways.channels.engine.News.CutOff;
import fiveways.channels.engine.News.Half;
import fiveways.channels.engine.News.Leaving;
import fiveways.channels.engine.News.Talked;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;

/**
 * Who attends to a client: two actors, one that reads and one that serves. They share nothing; what
 * the door has to know of them, they tell it.
 *
 * @param name of what is served
 * @param largest no chunk of input is larger
 * @param news where the door hears
 * @param closing said when the server closes
 */
record Attendants(
    String name,
    ServerSettings settings,
    int largest,
    Client.Service service,
    ActorSystem actors,
    Mailbox<News> news,
    Stop closing) {
  private static final System.Logger LOG = System.getLogger(Attendants.class.getName());

  /** Starts them; how many could be started. Each will tell when it does no more. */
  int start(Connection client) {
    int started = 0;
    try {
      actors.start(name, noReply(_ -> serve(client)));
      started++;
      actors.start(name + "-input", noReply(_ -> read(client)));
      started++;
    } catch (OutOfMemoryError noThreadLeft) {
      LOG.log(System.Logger.Level.ERROR, "cannot serve one more client", noThreadLeft);
      client.endInput();
    }
    return started;
  }

  private void read(Connection client) throws InterruptedException {
    try {
      client.read(
          largest,
          () -> {
            if (closing.said()) {
              news.tell(new Talked(client));
            }
          });
    } finally {
      news.tell(new Half(client));
    }
  }

  private void serve(Connection client) throws InterruptedException {
    try {
      configure(client);
      new Client(client, actors.clock(), () -> news.tell(new Leaving(client))).serve(service);
    } catch (IOException lost) {
      news.tell(new CutOff(client)); // wakes the one that reads, if that has not noticed
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "while serving a client", bug);
      news.tell(new CutOff(client));
    } finally {
      client.listenNoMore(); // in every ending: else the one that reads may offer for ever
      news.tell(new Half(client));
    }
  }

  private void configure(Connection client) throws IOException {
    client.socket().setTcpNoDelay(true);
    if (settings.socketBuffer().isPresent()) {
      client.socket().setSendBufferSize(settings.socketBuffer().getAsInt());
    }
  }
}
