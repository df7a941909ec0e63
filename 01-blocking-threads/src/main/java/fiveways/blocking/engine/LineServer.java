package fiveways.blocking.engine;

import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A server that speaks in lines: a door, and an alarm for clients that will not go. */
public final class LineServer implements Server {

  /** What is said with one client; returns when both have finished. */
  @FunctionalInterface
  public interface Conversation {
    void with(LineClient client) throws IOException;
  }

  private final Alarms alarms;
  private final Door door;

  /**
   * Serves from here on.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public LineServer(String name, ServerSettings settings, Conversation conversation)
      throws IOException {
    var grace = settings.grace();
    alarms = new Alarms(name + "-alarms");
    try {
      door =
          new Door(
              name, settings, client -> conversation.with(new LineClient(client, alarms, grace)));
    } catch (IOException e) {
      alarms.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress address() {
    return door.address();
  }

  @Override
  public int connections() {
    return door.connections();
  }

  @Override
  public void close() {
    door.close();
    alarms.close();
  }
}
