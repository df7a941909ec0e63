package fiveways.virtual;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import fiveways.virtual.engine.Client;
import fiveways.virtual.engine.Lifetime;
import fiveways.virtual.engine.LineReader;
import fiveways.virtual.engine.Served;
import fiveways.virtual.engine.TcpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * Scenario 3: how does one do something periodically while waiting for something else?
 *
 * <p>Nobody waits for two things. The thread that serves the client reads and echoes as if nothing
 * had happened, and forks a second one, which waits for the next beat. They meet at the output,
 * where each takes its turn and writes a whole line. The scope holds them together: its block is
 * not left before both have ended.
 *
 * <p>What it costs: two virtual threads for each client, and care with how the second one ends. An
 * interrupt that finds it inside a write closes the socket and cuts a line in two. So it is not
 * cancelled but told, by a latch; it is interrupted only where the client is lost anyway. Here this
 * model is weaker than 05, where a cancelled ticker just ticks no more.
 *
 * <p>Look next at the same file in {@code 01-blocking-threads}, which has the same shape.
 */
public final class Heartbeat implements Server {
  private final HeartbeatSettings settings;
  private final TcpServer server;

  /**
   * Serves when this returns; does not block.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Heartbeat(HeartbeatSettings settings, Lifetime lifetime) throws IOException {
    this.settings = settings;
    this.server = new TcpServer("heartbeat", settings.server(), lifetime, this::serve);
  }

  /** The same server before it had to beat: lines echoed, no beats, no limit to silence. */
  public static Server plain(HeartbeatSettings settings) throws IOException {
    return new TcpServer(
        "lines",
        settings.server(),
        new Lifetime(),
        client -> client.leave(client.talk(Heartbeat::echoLines)));
  }

  // tag::beating[]
  // tag::plain[]
  private static void echoLines(Client client) throws IOException {
    var lines = new LineReader(client.input());
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      client.output().write(line.get().bytes());
    }
  }

  // end::plain[]
  // end::beating[]

  // tag::beating[]
  private void serve(Client client) throws IOException, InterruptedException {
    var over = new CountDownLatch(1);
    client.limitSilence(settings.silence(), new Line("BYE silence"));
    try (var scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow())) {
      scope.fork(() -> beat(client, over));
      var lastWord = client.talk(Heartbeat::echoLines);
      over.countDown(); // told, not interrupted: it may be in the middle of a write
      client.leave(lastWord); // before join: the beat may be blocked in a write, for ever
      scope.join();
    }
  }

  // end::beating[]

  // tag::beating[]
  private long beat(Client client, CountDownLatch over) throws Exception {
    Served.nameThread("beat");
    long period = Settings.nanos(settings.period());
    long n = 0;
    while (!over.await((n + 1) * period - client.age(), NANOSECONDS)) {
      try (var turn = client.output().turn()) { // waits while a line is being written
        n = client.age() / period; // counted only now: what was missed is skipped
        if (over.getCount() > 0) { // BEAT-6: it may have ended while we waited for our turn
          turn.write(new Line("BEAT " + n));
        }
      }
    }
    return n; // for nobody; but what returns a value is a Callable to fork, and may throw
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
