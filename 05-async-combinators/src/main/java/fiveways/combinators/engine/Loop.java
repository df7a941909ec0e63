package fiveways.combinators.engine;

import static java.util.concurrent.TimeUnit.SECONDS;

import fiveways.contract.api.Peer;
import fiveways.contract.api.Settings;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/**
 * The one event loop: a thread that waits for all sockets and all timers at once, and runs whatever
 * is due. Everything of a model runs on it, so nothing of a model needs a lock, and nothing of a
 * model may block it.
 */
public final class Loop {
  /** With more ticks it would do nothing else. */
  private static final Duration FASTEST = Duration.ofMillis(1);

  private final LoopResources resources;
  private final EventLoop thread;
  private final Scheduler scheduler;
  private final TcpClient client;
  private final Set<Mono<Void>> open = ConcurrentHashMap.newKeySet();

  /** Starts its thread, a daemon of this name. */
  public Loop(String name) {
    resources = LoopResources.create(name, 1, true);
    thread = resources.onServer(false).next();
    scheduler = Schedulers.fromExecutorService(thread, name); // not to be disposed: it is the loop
    client =
        TcpClient.newConnection() // each operation its own: nothing is pooled
            .runOn(resources, false)
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // deadlines are set from outside
            .doOnChannelInit(
                (observer, channel, _) -> Pending.of(observer.currentContext()).until(channel));
    thread.execute(() -> {}); // Netty would start the thread only now, whenever that is
  }

  /** A timer of the loop; one beyond the clock's range never fires. */
  public Mono<Long> after(Duration delay) {
    return Mono.delay(Duration.ofNanos(Settings.nanos(delay)), scheduler);
  }

  /**
   * How many whole periods have passed since somebody subscribed, on his loop, each time that one
   * has. What he does not ask for is skipped; and of several that are late together, one tells.
   */
  public static Flux<Long> ticking(Duration period) {
    long nanos = Settings.nanos(period);
    var pace = Duration.ofNanos(Math.max(nanos, FASTEST.toNanos()));
    return current()
        .flatMapMany(loop -> {
          long start = System.nanoTime();
          return Flux.interval(pace, loop.scheduler)
              .onBackpressureDrop()
              .map(_ -> (System.nanoTime() - start) / nanos)
              .distinctUntilChanged();
        });
  }

  /**
   * Completes when the selector has looked again. A socket that was closed is given back to the
   * system only then, as long as it was registered.
   *
   * <p>To wait for a timer, it looks. But one that is set while the loop deals with its channels
   * may be due when it has done with them, before it looks; so it is set by a task, as these come
   * after the channels, and timers in the turn after that.
   */
  Mono<Void> selectedOnce() {
    return after(Duration.ofMillis(1)).subscribeOn(scheduler).then();
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  /**
   * The same value, which when somebody subscribes comes about on the loop, wherever he is. What is
   * inside finds the loop, and the client that connects on it, in its context.
   */
  public <T> Mono<T> onLoop(Mono<T> value) {
    return value
        .contextWrite(context -> context.put(Loop.class, this).put(TcpClient.class, client))
        .subscribeOn(scheduler);
  }

  /** The loop that whoever asks is running on. */
  public static Mono<Loop> current() {
    return Mono.deferContextual(context -> Mono.just(context.get(Loop.class)));
  }

  /** A new connection; cancelled before it is there, it will not be. */
  public Mono<Wire> connect(Peer peer) {
    return client
        .remoteAddress(peer::address)
        .connect()
        .map(connection -> new Wire(connection, this));
  }

  TcpServer server() {
    return TcpServer.create().runOn(resources, false);
  }

  /**
   * What is open on this loop, and how it ends: once, on the loop, however often and from wherever
   * it is asked for; at the latest when the loop ends.
   */
  public Mono<Void> opened(Mono<Void> ending) {
    var once = onLoop(ending).cache();
    open.add(once);
    return once.doOnTerminate(() -> open.remove(once));
  }

  /** Ends what is open, then the thread. */
  public Mono<Void> close() {
    return Mono.defer(() -> Mono.whenDelayError(open))
        .onErrorComplete()
        .then(
            Mono.create(
                sink -> thread.shutdownGracefully(0, 5, SECONDS).addListener(_ -> sink.success())));
  }
}
