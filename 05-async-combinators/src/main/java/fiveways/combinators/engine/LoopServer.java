package fiveways.combinators.engine;

import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.ServerSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets clients in, as many as there is room for, and sees them out again. */
public final class LoopServer {

  /** So long a client of a closing server must be silent to count as finished. */
  private static final Duration QUIET = Duration.ofMillis(50);

  /** So long a last word may take even if there is no grace: else it would never be heard. */
  private static final Duration LAST_WORD = Duration.ofMillis(50);

  private final Loop loop;
  private final ServerSettings settings;
  private final Listener listener;
  private final Function<Wire, Mono<Void>> service;
  private final Sinks.One<Duration> closing;
  private final Sinks.Empty<Void> cut = Sinks.empty();
  private final AtomicInteger connections = new AtomicInteger(); // other threads may ask for it
  private final Mono<Void> served;
  private final Mono<Void> end;

  private LoopServer(
      Loop loop,
      ServerSettings settings,
      Listener listener,
      Function<Wire, Mono<Void>> service,
      Sinks.One<Duration> closing) {
    this.loop = loop;
    this.settings = settings;
    this.listener = listener;
    this.service = service;
    this.closing = closing;
    served = listener.clients().flatMap(this::attend, settings.maxConnections()).then().cache();
    end = loop.opened(Mono.defer(this::end));
    served.subscribe();
  }

  /**
   * Serves from here on.
   *
   * @param chunk at most so many bytes of a client are read at once
   * @param service what is done with a client: it completes when the client has ended, or fails
   *     with a {@link LastWord} to one that has not
   */
  public static Mono<LoopServer> start(
      Loop loop, ServerSettings settings, int chunk, Function<Wire, Mono<Void>> service) {
    var closing = Sinks.<Duration>one();
    return loop.here(
        Listener.on(loop, settings, chunk, closing.asMono())
            .map(listener -> new LoopServer(loop, settings, listener, service, closing)));
  }

  public InetSocketAddress address() {
    return listener.address();
  }

  public int connections() {
    return connections.get();
  }

  /** One client, from its first byte until its connection is closed. */
  private Mono<Void> attend(Wire client) {
    connections.incrementAndGet();
    return Mono.usingWhen(
            Mono.just(client),
            wire -> converse(wire).onErrorComplete().takeUntilOther(cut.asMono()),
            Wire::close)
        .doFinally(_ -> connections.decrementAndGet());
  }

  private Mono<Void> converse(Wire client) {
    return Mono.defer(() -> service.apply(client))
        .then(leave(client))
        .onErrorMap(LineTooLongException.class, _ -> new LastWord("ERR line too long"))
        .onErrorResume(
            LastWord.class,
            last ->
                client.say(last.line()).then(leave(client)).timeout(loop.after(lastWordTakes())));
  }

  /** Ends the output; the client sees that, and ends too, unless it has already. */
  private static Mono<Void> leave(Wire client) {
    return client.endOutput().then(client.discard());
  }

  private Duration lastWordTakes() {
    return settings.grace().compareTo(LAST_WORD) < 0 ? LAST_WORD : settings.grace();
  }

  /** Refuse, signal, grace, force: completes when all of it is over; once, however often asked. */
  public Mono<Void> close() {
    return end;
  }

  private Mono<Void> end() {
    var grace = settings.grace();
    var quiet = grace.dividedBy(2).compareTo(QUIET) < 0 ? grace.dividedBy(2) : QUIET;
    return listener
        .close()
        .then(Mono.fromRunnable(() -> closing.tryEmitValue(quiet)))
        .then(served.timeout(loop.after(grace), Mono.fromRunnable(cut::tryEmitEmpty)))
        .then(served);
  }
}
