package fiveways.combinators.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Where the threads outside wait for the loop: the one place that blocks. A loop that waited here
 * would wait for itself, so threads that must not block, a loop's among them, are refused with
 * {@link IllegalStateException}. Any other thread may call any member.
 */
public final class Outside {

  /** Somebody waits for this end, and ends it before by this word. */
  private record Call<T>(Sinks.Empty<Void> stop, CompletableFuture<T> end) {}

  private final Loop loop;
  private final Set<Call<?>> running = ConcurrentHashMap.newKeySet();
  private boolean closed; // guarded by this
  private volatile boolean over;

  public Outside(Loop loop) {
    this.loop = loop;
  }

  /**
   * Blocks until the value is there.
   *
   * @param value what to wait for; it is given the signal at which it has to end
   * @param unwanted is given a value that comes after an interrupt, and the interrupt
   * @throws InterruptedException if the caller was interrupted, before or meanwhile; what was under
   *     way has been stopped, and has ended
   * @throws IllegalStateException if this is closed
   */
  public <T> T call(
      Function<Mono<Void>, Mono<T>> value, BiConsumer<InterruptedException, T> unwanted)
      throws IOException, InterruptedException {
    assertMayWait();
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before it began");
    }
    var call = begin(value);
    // tag::cancel[]
    try {
      return call.end().get();
    } catch (InterruptedException interrupt) {
      stop(call); // a request: nothing goes on once we return
      awaitEnd(call.end()).ifPresent(end -> unwanted.accept(interrupt, end));
      throw interrupt;
    } catch (ExecutionException failed) {
      throw asItself(failed);
    } finally {
      running.remove(call);
    }
    // end::cancel[]
  }

  private synchronized <T> Call<T> begin(Function<Mono<Void>, Mono<T>> value) {
    assertOpen();
    var stop = Sinks.<Void>empty();
    var call = new Call<>(stop, loop.onLoop(value.apply(stop.asMono())).toFuture());
    running.add(call);
    return call;
  }

  private void stop(Call<?> call) {
    try {
      loop.scheduler().schedule(call.stop()::tryEmitEmpty);
    } catch (RejectedExecutionException loopHasEnded) {
      // and the call before it
    }
  }

  /**
   * Does nothing while this is open.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void assertOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  /**
   * Does nothing until this has been closed to the end: what is being cancelled may have to
   * describe its clean-up.
   *
   * @throws IllegalStateException from then on
   */
  public void assertNotOver() {
    if (over) {
      throw new IllegalStateException("the model is closed");
    }
  }

  /** Stops what is waited for, then the loop, and blocks until they have ended, as {@link #end}. */
  public void close() {
    assertMayWait();
    synchronized (this) {
      closed = true;
    }
    var left = Set.copyOf(running);
    left.forEach(this::stop);
    left.forEach(call -> awaitEnd(call.end()));
    end(loop.close());
    over = true;
  }

  /**
   * Blocks until it has started; that an interrupt does not shorten.
   *
   * @throws IOException what it failed with
   */
  public static <T> T start(Mono<T> starting) throws IOException {
    assertMayWait();
    try {
      return starting.toFuture().join();
    } catch (CompletionException failed) {
      throw asItself(failed);
    }
  }

  /** Blocks until it has ended, however. An interrupt does not cut that short; it is restored. */
  public static void end(Mono<Void> ending) {
    assertMayWait();
    var _ = awaitEnd(ending.thenReturn(true).toFuture());
  }

  private static void assertMayWait() {
    if (Schedulers.isInNonBlockingThread()) {
      throw new IllegalStateException("a loop must not wait, for itself least of all");
    }
  }

  /** Joining a future is the one way to wait for it that an interrupt does not end. */
  private static <T> Optional<T> awaitEnd(CompletableFuture<T> end) {
    return end.handle((value, _) -> Optional.ofNullable(value)).join();
  }

  private static IOException asItself(Exception failed) {
    return switch (failed.getCause()) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case null, default -> throw new IllegalStateException(failed.getCause());
    };
  }
}
