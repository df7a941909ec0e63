package fiveways.nonblocking;

import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import fiveways.nonblocking.engine.Client;
import fiveways.nonblocking.engine.Lifetime;
import fiveways.nonblocking.engine.TcpServer;
import fiveways.nonblocking.engine.Timer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Scenario 3: how does one do something periodically while waiting for something else?
 *
 * <p>(Look at {@link EchoingLines} first: the states, and what is said in them.) By waiting for
 * both: the loop brings whatever comes first, and a beat is one event more. There is no second
 * activity, so the two need no lock, and no way to tell each other that it is over. Each event is
 * decided by the state that it finds: a beat that is due while the output is blocked waits, and is
 * numbered only when it can be written. That nothing has come for a while is a third event, and its
 * timer runs as long as we listen.
 *
 * <p>What it costs: two timers for each client, and no thread. But each of the two new events has
 * to be thought through in each of the three states, and it is for us to see that a timer goes when
 * its state does.
 *
 * <p>Look next at the same file in {@code 01-blocking-threads}, where it takes a second thread.
 */
public final class Heartbeat implements Server {
  private final TcpServer server;

  /**
   * Serves when this returns, on a loop of its own.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Heartbeat(HeartbeatSettings settings) throws IOException {
    this(settings, Lifetime.forOne("heartbeat"));
  }

  Heartbeat(HeartbeatSettings settings, Lifetime lifetime) throws IOException {
    server = new TcpServer(settings.server(), lifetime, client -> new Beating(client, settings));
  }

  /** The same server before it had to beat: lines echoed, no beats, no limit to silence. */
  // tag::plain[]
  public static Server plain(HeartbeatSettings settings) throws IOException {
    return new TcpServer(settings.server(), Lifetime.forOne("lines"), EchoingLines::new);
  }

  // end::plain[]

  /** One client: its lines come back, there are beats in between, and silence has a limit. */
  private static final class Beating extends EchoingLines {
    private final long period;
    private final Duration limit;
    private long lastBeat;
    private Duration silenceLeft; // until it has been silent too long, once we listen again
    private Timer nextBeat;
    private Timer silence; // runs in Listening, and only there

    Beating(Client client, HeartbeatSettings settings) {
      super(client);
      period = Settings.nanos(settings.period());
      limit = settings.silence();
      silenceLeft = limit;
      nextBeat = client.after(settings.period(), this::beat);
      silence = client.after(silenceLeft, this::silent);
    }

    // tag::beating[]
    @Override
    Optional<Line> nextToSay() throws IOException {
      long n = client.age() / period;
      if (n == lastBeat) {
        return super.nextToSay();
      }
      lastBeat = n; // by the clock, now that it can be written: what was missed is skipped
      // The old timer, if it has not rung, is due by now and will find nothing to say.
      nextBeat = client.after(Duration.ofNanos((n + 1) * period - client.age()), this::beat);
      return Optional.of(new Line("BEAT " + n));
    }

    // end::beating[]

    // tag::beating[]
    private void beat() throws IOException {
      switch (state()) {
        case Listening _ -> {
          silenceLeft = silence.remaining(); // what we say does not break its silence
          speak();
        }
        case Blocked _, Over _ -> {} // one beat waits; nextToSay() will number it
      }
    }

    private void silent() {
      switch (state()) {
        case Listening _ -> {
          client.part(new Line("BYE silence")); // before Over, which just closes
          to(new Over()); // part() has told over(), so we are there: said for the reader
        }
        case Blocked _, Over _ -> throw new IllegalStateException("nobody listens to it");
      }
    }

    // end::beating[]

    // tag::beating[]
    @Override
    public void ready() throws IOException {
      silenceLeft =
          switch (state()) {
            case Listening _ -> limit; // a byte has come, or the end
            case Blocked _, Over _ -> silenceLeft;
          };
      super.ready();
    }

    // end::beating[]

    // tag::beating[]
    @Override
    protected void entered(State now) {
      super.entered(now);
      silence.drop(); // it runs as long as we listen, and no longer
      switch (now) {
        case Listening _ -> silence = client.after(silenceLeft, this::silent);
        case Blocked _ -> {}
        case Over _ -> nextBeat.drop();
      }
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
