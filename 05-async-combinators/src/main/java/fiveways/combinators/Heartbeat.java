package fiveways.combinators;

import fiveways.combinators.engine.LastWord;
import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.LoopServer;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Scenario 3: how does one do something periodically while waiting for something else?
 *
 * <p>Lines and ticks are two streams, and a stream of both is one more: {@code merge}. What flows
 * in it is neither lines nor ticks but <em>turns</em>, values that are still to come about: to say
 * this line, to say how many periods have passed. {@code concatMap} subscribes to one after the
 * other, so a beat is counted only when the output is free, and never lands inside a line. When the
 * lines have ended the ticks are ended by a signal, at any moment: a cancelled tick cuts nothing in
 * two.
 *
 * <p>What it costs: two timers for each client, for the beats and the silence, and thought for how
 * much each operator asks for ahead of time: the 1 and the 0 below are what keeps more than one
 * beat from waiting.
 *
 * <p>Look next at the same file in {@code 04-virtual-threads}, where the signal is a latch, because
 * to cancel the second thread in the middle of a write would cut a line.
 */
public final class Heartbeat implements Server {
  private static final int CHUNK = 8 * 1024;

  /** Nobody hears more beats than that; with more ticks the loop would do nothing else. */
  private static final Duration FASTEST = Duration.ofMillis(1);

  /** A last word is said by whoever ends the connection: it comes to him as a failure does. */
  private static final Mono<Void> BYE = Mono.error(() -> new LastWord("BYE silence"));

  private final HeartbeatSettings settings;
  private final Duration pace;
  private final Loop loop;
  private final LoopServer server;

  /**
   * Serves when this returns; blocks for as long as that takes.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Heartbeat(HeartbeatSettings settings, Loop loop) throws IOException {
    this.settings = settings;
    this.pace = pace(settings.period());
    this.loop = loop;
    this.server = LoopServer.start(loop, settings.server(), CHUNK, this::beating);
  }

  /** The same server before it had to beat: lines echoed, no beats, no limit to silence. */
  public static Server plain(HeartbeatSettings settings) throws IOException {
    return LoopServer.alone("lines", settings.server(), CHUNK, Heartbeat::echoLines);
  }

  private static Duration pace(Duration period) {
    var known = Duration.ofNanos(Settings.nanos(period));
    return known.compareTo(FASTEST) < 0 ? FASTEST : known;
  }

  /** One client: its lines come back. */
  // tag::plain[]
  private static Mono<Void> echoLines(Wire client) {
    return client.lines().concatMap(client::say, 0).then();
  }

  // end::plain[]

  /** One client: its lines come back, and beats in between. */
  // tag::beating[]
  private Mono<Void> beating(Wire client) {
    var over = Sinks.<Void>empty();
    var lastBeat = new AtomicLong(); // on one thread; but a lambda cannot change a local
    var lines = client.lines().doOnTerminate(over::tryEmitEmpty);
    Flux<Mono<Void>> echoes = lines.map(client::say);
    Flux<Mono<Void>> beats =
        Flux.interval(pace, loop.scheduler())
            .onBackpressureDrop() // one waits already: this one is skipped
            .takeUntilOther(over.asMono())
            .map(_ -> Mono.defer(() -> beat(client, lastBeat))); // not yet counted
    return Flux.mergeDelayError(1, echoes, beats) // of each 1 may wait, whatever fails
        .concatMap(turn -> turn, 0) // one after the other, and none fetched ahead
        .then()
        .timeout(client.silence(settings.silence()), BYE); // from the last byte on
  }

  // end::beating[]

  /** Counted when its turn has come; of several ticks that are late together, the first tells. */
  // tag::beating[]
  private Mono<Void> beat(Wire client, AtomicLong lastBeat) {
    long n = client.age() / Settings.nanos(settings.period());
    return n > lastBeat.getAndSet(n) ? client.say(new Line("BEAT " + n)) : Mono.empty();
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
