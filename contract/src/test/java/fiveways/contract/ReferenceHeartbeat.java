package fiveways.contract;

import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The reference model's heartbeat: what it does for a client is a {@link ReferenceTalk}. */
class ReferenceHeartbeat extends ReferenceServer {
  protected final HeartbeatSettings settings;
  private final Map<Connection, ReferenceTalk> talks = new ConcurrentHashMap<>();

  ReferenceHeartbeat(HeartbeatSettings settings) throws IOException {
    super(settings.server());
    this.settings = settings;
  }

  /** A seam: what is done for one client. */
  protected ReferenceTalk talk(Connection connection) {
    return new ReferenceTalk(settings, connection);
  }

  @Override
  protected void serve(Connection connection) throws IOException {
    var talk = talk(connection);
    talks.put(connection, talk);
    try {
      talk.serve();
    } finally {
      talks.remove(connection);
    }
  }

  /** While a beat is under way, the connection has not finished. */
  @Override
  protected void finish(Connection connection) throws IOException {
    var talk = Optional.ofNullable(talks.get(connection));
    if (talk.isPresent()) {
      talk.get().endIfFree();
    }
  }
}
