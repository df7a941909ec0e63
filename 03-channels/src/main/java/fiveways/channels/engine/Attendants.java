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
 * @param closing open when the server closes
 */
record Attendants(
    String name,
    ServerSettings settings,
    int largest,
    Client.Service service,
    ActorSystem actors,
    Mailbox<News> news,
    Latch closing) {
  private static final System.Logger LOG = System.getLogger(Attendants.class.getName());

  /** Starts them; how many there are, or none. For each it will be told that it does no more. */
  int start(Connection client) {
    try {
      actors.start(name, noReply(_ -> attend(client)));
      return 2;
    } catch (OutOfMemoryError noThreadLeft) {
      LOG.log(System.Logger.Level.ERROR, "cannot serve one more client", noThreadLeft);
      return 0;
    }
  }

  private void attend(Connection client) throws InterruptedException {
    try {
      actors.start(name + "-input", noReply(_ -> read(client)));
    } catch (OutOfMemoryError noThreadLeft) {
      LOG.log(System.Logger.Level.ERROR, "cannot serve one more client", noThreadLeft);
      news.tell(new Half(client)); // nobody reads
      news.tell(new Half(client)); // and nobody serves
      return;
    }
    serve(client);
  }

  private void read(Connection client) throws InterruptedException {
    try {
      client.read(
          largest,
          () -> {
            if (closing.isOpen()) {
              news.tell(new Talked(client));
            }
          });
    } finally {
      news.tell(new Half(client));
    }
  }

  private void serve(Connection connection) throws InterruptedException {
    var client =
        new Client(
            connection,
            actors.clock(),
            () -> news.tell(new Leaving(connection)),
            () -> news.tell(new CutOff(connection)));
    try {
      configure(connection);
      client.serve(service);
    } catch (IOException lost) {
      news.tell(new CutOff(connection)); // wakes the one that reads, if that has not noticed
    } catch (RuntimeException | Error bug) {
      LOG.log(System.Logger.Level.ERROR, "while serving a client", bug);
      news.tell(new CutOff(connection));
    } finally {
      client.ignoreTheRest();
      news.tell(new Half(connection));
    }
  }

  private void configure(Connection client) throws IOException {
    client.socket().setTcpNoDelay(true);
    if (settings.socketBuffer().isPresent()) {
      client.socket().setSendBufferSize(settings.socketBuffer().getAsInt());
    }
  }
}
