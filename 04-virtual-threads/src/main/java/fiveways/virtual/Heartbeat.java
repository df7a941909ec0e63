package fiveways.virtual;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import fiveways.virtual.engine.Client;
import fiveways.virtual.engine.Lifetime;
import fiveways.virtual.engine.LineReader;
import fiveways.virtual.engine.Served;
import fiveways.virtual.engine.TcpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * Scenario 3: how do you do something periodically while you wait for something else?
 *
 * <p>Here: nobody waits for two things. The thread that serves the client goes on reading and
 * echoing as if nothing had happened, and forks a second one, which only waits for the next beat.
 * They meet at the output, where each takes its turn and writes a whole line. The scope sees to it
 * that neither outlives the connection.
 *
 * <p>It costs a second thread per client, and care with the way in which it ends: an interrupt that
 * finds the beater inside a write closes the socket, and may cut a line in two. So it is not
 * cancelled but told, by a latch, and its turn cannot come once the output has ended. That is
 * weaker than in 05, where a cancelled ticker just ticks no more. Compare {@code
 * 01-blocking-threads}.
 */
public final class Heartbeat implements Server {
  private final HeartbeatSettings settings;
  private final TcpServer server;

  /**
   * Serves when this returns; does not block.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Heartbeat(HeartbeatSettings settings) throws IOException {
    this(settings, new Lifetime());
  }

  Heartbeat(HeartbeatSettings settings, Lifetime lifetime) throws IOException {
    this.settings = settings;
    this.server = new TcpServer("heartbeat", settings.server(), lifetime, this::serve);
  }

  /** The same server before it had to beat: lines echoed, no beats, no limit to silence. */
  public static Server plain(HeartbeatSettings settings) throws IOException {
    return new TcpServer(
        "lines", settings.server(), new Lifetime(), client -> client.leave(echoLines(client)));
  }

  /** Until the client has ended; what there is to say to one that has not, but has to go. */
  // tag::plain[]
  // tag::beating[]
  private static Optional<Line> echoLines(Client client) throws IOException {
    var lines = new LineReader(client.input());
    try {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        client.output().write(line.get().bytes()); // one write, one line: it is never split
      }
      return Optional.empty();
    } catch (LineTooLongException e) {
      return Optional.of(new Line("ERR line too long"));
    }
  }

  // end::plain[]

  private Optional<Line> echoUntilSilent(Client client) throws IOException {
    client.limitSilence(settings.silence());
    try {
      return echoLines(client);
    } catch (SocketTimeoutException silent) { // a timeout of this kind leaves the socket open
      return Optional.of(new Line("BYE silence"));
    }
  }

  // end::beating[]

  // tag::beating[]
  private void serve(Client client) throws IOException, InterruptedException {
    var over = new CountDownLatch(1);
    try (var scope =
        StructuredTaskScope.open(
            Joiner.awaitAllSuccessfulOrThrow(),
            config -> config.withThreadFactory(Served.by("beat")))) {
      scope.fork(() -> beat(client, over));
      var lastWord = echoUntilSilent(client);
      over.countDown(); // told, not interrupted: it may be in the middle of a write
      client.leave(lastWord);
      scope.join();
    }
  }

  // end::beating[]

  // tag::beating[]
  private long beat(Client client, CountDownLatch over) throws IOException, InterruptedException {
    long period = Settings.nanos(settings.period());
    long beats = 0;
    while (!over.await((beats + 1) * period - client.age(), NANOSECONDS)) {
      try (var turn = client.turn()) {
        beats = client.age() / period; // only now: those that were missed meanwhile are skipped
        if (over.getCount() > 0) {
          turn.write(new Line("BEAT " + beats));
        }
      }
    }
    return beats;
  }

  // end::beating[]

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
    server.close();
  }
}
