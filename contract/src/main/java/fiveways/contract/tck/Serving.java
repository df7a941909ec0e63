package fiveways.contract.tck;

import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A server under test, whose closing cannot hang the test. */
record Serving(Server server, Duration grace) implements AutoCloseable {

  static Serving of(Server server, ServerSettings settings) {
    return new Serving(server, settings.grace());
  }

  InetSocketAddress address() {
    return server.address();
  }

  /** Calls {@code close()} in another thread; does not wait for it. */
  Closing closing() {
    return Closing.of("the server", server);
  }

  @Override
  public void close() {
    var _ = closing().await(grace);
  }
}
