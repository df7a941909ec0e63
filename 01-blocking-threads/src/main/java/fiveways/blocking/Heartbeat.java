package fiveways.blocking;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.blocking.engine.LineClient;
import fiveways.blocking.engine.LineServer;
import fiveways.blocking.engine.Threads;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;

/**
 * Scenario 3: how does one do something periodically while waiting for something else?
 *
 * <p>A blocked thread can do nothing else, so the second thing gets a second thread: one waits for
 * the client's lines, the other for the next beat. They share the output, and so they share a lock,
 * held for one whole line at a time. That no byte has come for a while, the reading thread notices
 * by itself: its socket has a timeout for each read, which is just what a silence limit is (and not
 * what a deadline is, see {@link BrokenTimeout}).
 *
 * <p>What it costs: two platform threads for each client, and everything that has to be said about
 * sharing: who may write when, and how the one tells the other that it is over.
 *
 * <p>Look next at the same file in {@code 04-virtual-threads}, which has the same shape.
 */
public final class Heartbeat implements Server {
  private final HeartbeatSettings settings;
  private final LineServer server;

  /**
   * Serves from here on.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Heartbeat(HeartbeatSettings settings) throws IOException {
    this.settings = settings;
    server = new LineServer("heartbeat", settings.server(), this::beating);
  }

  /** The same server before it had to beat: it echoes lines, for as long as it takes. */
  public static Server plain(HeartbeatSettings settings) throws IOException {
    return new LineServer("lines", settings.server(), Heartbeat::echoLines);
  }

  /** One client: its lines come back. */
  // tag::plain[]
  // tag::beating[]
  private static void echoLines(LineClient client) throws IOException {
    for (var line = client.line(); line.isPresent(); line = client.line()) {
      client.say(line.get());
    }
  }

  // end::beating[]
  // end::plain[]

  /** One client: its lines come back, and a second thread speaks in between. */
  // tag::beating[]
  private void beating(LineClient client) throws IOException {
    client.limitSilence(settings.silence());
    var over = new CountDownLatch(1);
    var beater = Threads.start("heartbeat-beats", () -> beat(client, over));
    try {
      echoLines(client);
    } catch (SocketTimeoutException silent) {
      client.part("BYE silence"); // ends the output, too: no beat can follow
    } finally {
      over.countDown();
      Threads.join(beater);
    }
  }

  // end::beating[]

  // tag::beating[]
  private void beat(LineClient client, CountDownLatch over) {
    long period = Settings.nanos(settings.period());
    long n = 0;
    try {
      while (!over.await((n + 1) * period - client.age(), NANOSECONDS)) {
        try (var turn = client.turn()) {
          n = client.age() / period; // only now: what was missed meanwhile is skipped
          if (over.getCount() > 0) { // BEAT-6: it may have ended before our turn
            turn.say("BEAT " + n);
          }
        }
      }
    } catch (InterruptedException | IOException gone) {
      // Nobody interrupts us. The client is lost, or its output has ended; its reader finds out.
    }
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
