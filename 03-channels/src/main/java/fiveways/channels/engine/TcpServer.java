package fiveways.channels.engine;

import static fiveways.channels.engine.Actor.noReply;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.News.HowMany;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A server to those outside: its {@link Door} is an actor, and they talk to it. */
public final class TcpServer implements Server {
  private final Listener listener;
  private final Mailbox<News> news = new Mailbox<>();
  private final Actor door;

  /**
   * Serves when this returns; does not block.
   *
   * @param largest the most bytes of a client's input in one piece
   * @throws IOException naming the address, if it cannot be listened on
   * @throws IllegalStateException if the actors' system is closed
   */
  public TcpServer(
      String name, ServerSettings settings, int largest, ActorSystem actors, Client.Service service)
      throws IOException {
    actors.assertOpen();
    listener = new Listener(settings.address(), settings.socketBuffer());
    var attendants = new Attendants(name, settings, largest, service, actors, news, new Latch());
    try {
      var keeping = new Door(settings, listener, actors, attendants);
      door = actors.open(name + "-door", noReply(keeping::keep));
    } catch (IllegalStateException closedMeanwhile) {
      listener.close();
      throw closedMeanwhile;
    }
  }

  /** A server with actors of its own, in virtual threads; closing it closes them. */
  public static Server alone(
      String name, ServerSettings settings, int largest, Client.Service service)
      throws IOException {
    var actors = new ActorSystem(Threads.VIRTUAL);
    try {
      return new Alone(new TcpServer(name, settings, largest, actors, service), actors);
    } catch (IOException | RuntimeException e) {
      actors.close();
      throw e;
    }
  }

  private record Alone(TcpServer server, ActorSystem actors) implements Server {
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
      actors.close();
    }
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  @Override
  public int connections() {
    var answer = Channel.<Integer>newBufferedChannel(1);
    return news.tell(new HowMany(answer)) ? Calmly.wait(answer::receive) : 0;
  }

  @Override
  public void close() {
    door.close();
  }
}
