package fiveways.channels;

import static com.softwaremill.jox.Select.select;

import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Client;
import fiveways.channels.engine.Input.Chunk;
import fiveways.channels.engine.LineCutter;
import fiveways.channels.engine.TcpServer;
import fiveways.channels.engine.Timer;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Scenario 3: how does one do something periodically while waiting for something else?
 *
 * <p>One waits for both. That bytes have come, that a beat is due, that the client has been silent
 * for too long: each is a message on a channel of its own, and the actor that serves the client
 * waits for whichever comes first, in one {@code select}. What it does then it does alone. Nobody
 * else writes, so no beat lands inside a line; nobody else counts, so there is nothing to lock; and
 * no second activity has to be told that it is over.
 *
 * <p>What it costs: two messages for each beat, to the clock and from it, and an actor that is deaf
 * while it writes. Here that is what the rules want: a client that does not read gets no second
 * beat.
 *
 * <p>Look next at the same file in {@code 01-blocking-threads}, where the second thing to wait for
 * takes a second thread, a lock and a latch.
 */
public final class Heartbeat implements Server {

  /** Input comes in so many bytes at most. */
  private static final int LARGEST = 8 * 1024;

  private final HeartbeatSettings settings;
  private final TcpServer server;

  /**
   * Serves when this returns; does not block.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Heartbeat(HeartbeatSettings settings, ActorSystem actors) throws IOException {
    this.settings = settings;
    server = new TcpServer("heartbeat", settings.server(), LARGEST, actors, this::beating);
  }

  /** The same server before it had to beat: it echoes lines, for as long as it takes. */
  public static Server plain(HeartbeatSettings settings) throws IOException {
    return TcpServer.alone("lines", settings.server(), LARGEST, Heartbeat::echoLines);
  }

  /** One client: its lines come back. */
  // tag::plain[]
  private static void echoLines(Client client) throws IOException, InterruptedException {
    var lines = new LineCutter();
    while (client.next() instanceof Chunk chunk) {
      lines.cut(chunk.bytes(), client::write);
    }
  }

  // end::plain[]

  /** What the actor that serves a client waits for. */
  // tag::beating[]
  private sealed interface Heard {}

  private record Came(Chunk chunk) implements Heard {}

  private enum Signal implements Heard {
    BEAT,
    SILENCE,
    END
  }

  // end::beating[]

  /** One client: its lines come back, and beats in between. */
  // tag::beating[]
  private void beating(Client client) throws IOException, InterruptedException {
    try (var talk = new Talk(client)) {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = talk.handle(talk.next()); // one after another, never two at a time
      }
    }
  }

  // end::beating[]

  /** What the actor that serves a client knows, and nobody else. */
  // tag::beating[]
  private final class Talk implements AutoCloseable {
    private final long period = Settings.nanos(settings.period());
    private final long limit = Settings.nanos(settings.silence());
    private final LineCutter lines = new LineCutter();
    private final Client client;
    private final Timer<Heard> beat;
    private final Timer<Heard> silence;
    private long heardAt;

    Talk(Client client) {
      this.client = client;
      heardAt = client.acceptedAt();
      beat = client.clock().timer(Signal.BEAT);
      beat.at(client.acceptedAt() + period);
      silence = client.clock().timer(Signal.SILENCE);
      silence.at(heardAt + limit);
    }

    // end::beating[]

    /**
     * Waits for all of it. Of clauses that are ready, {@code select} takes the first: beats come
     * before bytes, as a client that never pauses would leave no gap for them.
     */
    // tag::beating[]
    Heard next() throws InterruptedException {
      Heard end = Signal.END;
      var comes = client.comes(Came::new, end);
      return select(beat.rings(), comes, client.ended(end), silence.rings());
    }

    boolean handle(Heard heard) throws IOException {
      return switch (heard) {
        case Signal.BEAT -> beat();
        case Came(var chunk) -> echo(chunk);
        case Signal.SILENCE -> !silent();
        case Signal.END -> false;
      };
    }

    // end::beating[]

    // tag::beating[]
    private boolean beat() throws IOException {
      // Counted only now: what was missed is skipped.
      long n = (System.nanoTime() - client.acceptedAt()) / period;
      beat.at(client.acceptedAt() + (n + 1) * period);
      long before = System.nanoTime();
      client.write(new Line("BEAT " + n));
      heardAt += System.nanoTime() - before; // BEAT-4: meanwhile nobody listened
      return true;
    }

    // end::beating[]

    // tag::beating[]
    private boolean echo(Chunk chunk) throws IOException {
      lines.cut(chunk.bytes(), client::write);
      heardAt = System.nanoTime(); // only now: while the echo was blocked, nobody listened
      return true;
    }

    private boolean silent() throws IOException {
      boolean silent = System.nanoTime() - heardAt >= limit && client.nothingToRead();
      if (silent) {
        client.leave(new Line("BYE silence"));
      } else {
        silence.at(heardAt + limit); // something has come since the timer was set
      }
      return silent;
    }

    // end::beating[]

    // tag::beating[]
    @Override
    public void close() {
      beat.close();
      silence.close();
    }
    // end::beating[]
  }

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
