package fiveways.contract.tck;

import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server under test, whose closing cannot hang the test. */
final class Serving implements AutoCloseable {
  private final List<Closing> closings = new ArrayList<>();
  private final Server server;
  private final Duration grace;

  private Serving(Server server, Duration grace) {
    this.server = server;
    this.grace = grace;
  }

  /**
   * The server, which was started with these settings. At the end of a test its clients have left,
   * so nobody needs more grace than what is usual.
   */
  static Serving of(Server server, ServerSettings settings) {
    var usual = ServerSettings.defaults().grace();
    return new Serving(server, settings.grace().compareTo(usual) < 0 ? settings.grace() : usual);
  }

  InetSocketAddress address() {
    return server.address();
  }

  /** How long its clients get when it is closed. */
  Duration grace() {
    return grace;
  }

  int connections() {
    return server.connections();
  }

  /** Calls {@code close()} in another thread; does not wait for it. */
  Closing closing() {
    var closing = Closing.of("the server", server);
    closings.add(closing);
    return closing;
  }

  /** Closes it, unless that is known not to come back. */
  @Override
  public void close() {
    if (closings.stream().noneMatch(Closing::givenUp)) {
      var _ = closing().await(grace);
    }
  }
}
