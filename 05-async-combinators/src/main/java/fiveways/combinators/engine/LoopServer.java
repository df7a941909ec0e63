package fiveways.combinators.engine;

import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets clients in, as many as there is room for, and sees them out again. */
public final class LoopServer implements Server {

  /** How long a client of a closing server must be silent to count as finished. */
  private static final Duration QUIET = Duration.ofMillis(50);

  /** How long a last word may take even if there is no grace: else it would never be heard. */
  private static final Duration LAST_WORD = Duration.ofMillis(50);

  private final Loop loop;
  private final Service service;
  private final Listener listener;
  private final Sinks.One<Duration> closing;
  private final Sinks.Empty<Void> cut = Sinks.empty();
  private final AtomicInteger connections = new AtomicInteger(); // other threads may ask for it
  private final Mono<Void> served;
  private final Mono<Void> beside;
  private final Mono<Void> end;

  /** What is done for whom. */
  private record Service(
      ServerSettings settings,
      int chunk,
      Function<Wire, Mono<Void>> each,
      UnaryOperator<Mono<Void>> beside) {}

  private LoopServer(
      Loop loop,
      Service service,
      Listener listener,
      Sinks.One<Duration> closing,
      Mono<Void> afterwards) {
    this.loop = loop;
    this.service = service;
    this.listener = listener;
    this.closing = closing;
    int limit = service.settings().maxConnections();
    served = listener.clients().flatMap(this::attend, limit).then().cache();
    beside = loop.onLoop(service.beside().apply(served)).cache();
    end = loop.opened(Mono.defer(this::end)).then(afterwards);
    served.subscribe();
    beside.subscribe();
  }

  /**
   * Serves when this returns; blocks for as long as that takes.
   *
   * @param chunk at most so many bytes of a client are read at once
   * @param service what is done with a client: it completes when the client has ended, or fails
   *     with a {@link LastWord} to one that has not
   * @throws IOException naming the address, if it cannot be listened on
   */
  public static LoopServer start(
      Loop loop, ServerSettings settings, int chunk, Function<Wire, Mono<Void>> service)
      throws IOException {
    return start(loop, settings, chunk, service, UnaryOperator.identity());
  }

  /**
   * The same, and something else goes on beside it.
   *
   * @param beside is given what completes when all clients have gone, and completes after that; so
   *     long does closing last
   */
  public static LoopServer start(
      Loop loop,
      ServerSettings settings,
      int chunk,
      Function<Wire, Mono<Void>> service,
      UnaryOperator<Mono<Void>> beside)
      throws IOException {
    var all = new Service(settings, chunk, service, beside);
    return Outside.start(starting(loop, all, Mono.empty()));
  }

  /** The same on a loop of its own, whose thread has this name and ends with the server. */
  public static LoopServer alone(
      String name, ServerSettings settings, int chunk, Function<Wire, Mono<Void>> service)
      throws IOException {
    return alone(name, settings, chunk, service, UnaryOperator.identity());
  }

  /** The same, and something else goes on beside it, as in {@link #start}. */
  public static LoopServer alone(
      String name,
      ServerSettings settings,
      int chunk,
      Function<Wire, Mono<Void>> service,
      UnaryOperator<Mono<Void>> beside)
      throws IOException {
    var all = new Service(settings, chunk, service, beside);
    return Outside.start(
        Mono.defer(() -> {
          var loop = new Loop(name);
          return starting(loop, all, loop.close())
              .onErrorResume(taken -> loop.close().then(Mono.error(taken)));
        }));
  }

  private static Mono<LoopServer> starting(Loop loop, Service service, Mono<Void> afterwards) {
    var closing = Sinks.<Duration>one();
    return loop.onLoop(
        Listener.on(loop, service.settings(), service.chunk(), closing.asMono())
            .map(listener -> new LoopServer(loop, service, listener, closing, afterwards)));
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  @Override
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
    return Mono.defer(() -> service.each().apply(client))
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
    var grace = service.settings().grace();
    return grace.compareTo(LAST_WORD) < 0 ? LAST_WORD : grace;
  }

  /** Blocks until it is over; once, however often it is called. */
  @Override
  public void close() {
    Outside.end(end);
  }

  /** Refuse, signal, grace, force: completes when all of it is over. */
  private Mono<Void> end() {
    var grace = service.settings().grace();
    var quiet = grace.dividedBy(2).compareTo(QUIET) < 0 ? grace.dividedBy(2) : QUIET;
    return listener
        .close()
        .then(Mono.fromRunnable(() -> closing.tryEmitValue(quiet)))
        .then(served.timeout(loop.after(grace), Mono.fromRunnable(cut::tryEmitEmpty)))
        .then(served)
        .then(beside);
  }
}
