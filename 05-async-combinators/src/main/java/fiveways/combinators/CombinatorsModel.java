package fiveways.combinators;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Pending;
import fiveways.contract.api.Acceptor;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Model 05: an operation is a {@link Mono}, which somebody else's thread waits for and one event
 * loop computes. This class is where the two meet: it alone blocks, and never the loop.
 */
public final class CombinatorsModel implements ConcurrencyModel<Mono<Reply>> {
  private final Loop loop = new Loop("loop");
  private final Timeout timeout = new Timeout();
  private final Map<Sinks.Empty<Void>, CompletableFuture<?>> running = new ConcurrentHashMap<>();
  private boolean closed; // guarded by this

  @Override
  public Mono<Reply> ask(Peer peer, String line) {
    assertOpen();
    return timeout.ask(peer, line);
  }

  @Override
  public Mono<Reply> within(Duration deadline, Mono<Reply> operation) {
    assertOpen();
    return timeout.within(deadline, operation);
  }

  // tag::cancel[]
  @Override
  public Reply run(Mono<Reply> operation)
      throws IOException, TimeoutException, InterruptedException {
    var stop = Sinks.<Void>empty();
    var bounded = operation.timeout(stop.asMono(), stopped()); // by a word, not by a clock
    return call(stop, Pending.settled(bounded), _ -> {}).orThrow();
  }

  // end::cancel[]

  @Override
  public Server echo(EchoSettings settings) throws IOException {
    assertOpen();
    return new Echo(settings, loop);
  }

  @Override
  public Server heartbeat(HeartbeatSettings settings) throws IOException {
    assertOpen();
    return new Heartbeat(settings, loop);
  }

  @Override
  public Acceptor<Mono<Reply>> acceptor(InetSocketAddress address) throws IOException {
    assertOpen();
    return new BoundedAccept(address, loop);
  }

  @Override
  public LineConnection<Mono<Reply>> connect(Peer peer) throws IOException, InterruptedException {
    var stop = Sinks.<Void>empty();
    var connected = loop.connect(peer).map(wire -> new BoundedRead(wire, loop));
    return call(stop, connected.timeout(stop.asMono(), stopped()), BoundedRead::close);
  }

  private static <T> Mono<T> stopped() {
    return Mono.error(() -> new IllegalStateException("the model was closed meanwhile"));
  }

  /** Blocks until the value is there. An interrupt stops it, and is thrown when it has ended. */
  private <T> T call(Sinks.Empty<Void> stop, Mono<T> value, Consumer<T> unwanted)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before it began");
    }
    var end = begin(stop, value);
    try {
      var result = await(end, () -> stop(stop));
      if (!Thread.currentThread().isInterrupted()) {
        return result;
      }
      unwanted.accept(result);
    } catch (IOException | RuntimeException failure) {
      if (!Thread.currentThread().isInterrupted()) {
        throw failure;
      }
    } finally {
      running.remove(stop);
    }
    var _ = Thread.interrupted();
    throw new InterruptedException("interrupted meanwhile; it has ended");
  }

  private synchronized <T> CompletableFuture<T> begin(Sinks.Empty<Void> stop, Mono<T> value) {
    assertOpen();
    var end = loop.here(value).toFuture();
    running.put(stop, end);
    return end;
  }

  private void stop(Sinks.Empty<Void> running) {
    loop.scheduler().schedule(running::tryEmitEmpty);
  }

  private synchronized void assertOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    var left = Map.copyOf(running);
    left.keySet().forEach(this::stop);
    left.values().forEach(end -> end(Mono.fromFuture(end).onErrorComplete().then()));
    end(loop.close());
  }

  /** Blocks until it has started; that an interrupt does not shorten. */
  static <T> T start(Mono<T> starting) throws IOException {
    return await(starting.toFuture(), () -> {});
  }

  /** Blocks until it has ended. An interrupt does not cut that short; it is restored. */
  static void end(Mono<Void> ending) {
    try {
      var _ = await(ending.onErrorComplete().thenReturn(true).toFuture(), () -> {});
    } catch (IOException e) {
      throw new IllegalStateException("an error that was none", e);
    }
  }

  /** Blocks until the end, whatever comes; an interrupt is passed on, and restored. */
  private static <T> T await(CompletableFuture<T> end, Runnable onInterrupt) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return end.get();
        } catch (InterruptedException e) {
          interrupted = true;
          onInterrupt.run();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
