package fiveways.combinators;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One subscriber of {@link Replay}. What is live waits between {@link Journal}, which offers it and
 * waits for nobody, and the connection, which asks for the next event when the one before is
 * written.
 *
 * <p>Each has a stream of its own, since what Reactor has for several at once fits nobody here:
 * either the slowest holds up all, or it loses events and is not told.
 */
final class Follower {
  private static final Mono<Void> TOO_SLOW =
      Mono.error(() -> new IOException("the subscriber does not read"));

  private final Wire client;
  private final Mono<Long> limit;
  private final Loop loop;
  private final Sinks.Many<byte[]> live;
  private final Sinks.Empty<Void> full = Sinks.empty();

  Follower(Wire client, ReplaySettings settings, Loop loop) {
    this.client = client;
    this.limit = loop.after(settings.replay());
    this.loop = loop;
    // For its bound; to offer something does not block.
    var waiting = new LinkedBlockingQueue<byte[]>(settings.waiting());
    live = Sinks.many().unicast().onBackpressureBuffer(waiting);
  }

  /** Written at once, or put where it waits; if there is no room, it is the follower that goes. */
  void offer(byte[] event) {
    if (live.tryEmitNext(event).isFailure()) {
      var _ = full.tryEmitEmpty();
    }
  }

  /** Nothing more will be live. */
  void end() {
    var _ = live.tryEmitComplete();
  }

  /** Each piece in a turn of its own: a client that is fast enough would keep the loop. */
  Mono<Void> replayed(Flux<byte[]> pieces) {
    return pieces
        .concatMap(piece -> client.write(piece).subscribeOn(loop.scheduler()), 0)
        .then()
        .timeout(limit, TOO_SLOW);
  }

  /** Writes what is live, until nothing more will be. */
  Mono<Void> followed() {
    return live.asFlux().concatMap(client::write, 0).then();
  }

  /** The same, as long as it is not lost, and not too slow. What it says is read and forgotten. */
  Mono<Void> whileItReads(Mono<Void> told) {
    return Mono.firstWithSignal(
        told.timeout(full.asMono(), TOO_SLOW),
        client.discard().then(Mono.never())); // its end is none: only to be lost is
  }
}
