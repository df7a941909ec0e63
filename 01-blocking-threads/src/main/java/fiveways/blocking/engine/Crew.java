package fiveways.blocking.engine;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Threads that work in one scope, each on a piece of its own, and that are gone, all of them, when
 * this is closed (elsewhere: a task group, or nursery). One thread starts them, hears of their
 * ends, and closes: the one whose work they do. That one waits in nothing else, so nobody has to
 * wake it when the scope is cancelled: the pieces end, and it hears of that.
 */
public final class Crew implements AutoCloseable {

  /** A piece of work that has ended; the first that was started has number 0. */
  public record Ended(int number, Outcome result) {}

  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final String name;
  private final CancelScope scope;
  private final List<Thread> threads = new ArrayList<>();
  private final BlockingQueue<Future<Ended>> ended = new LinkedBlockingQueue<>();

  /** A crew whose work is cancelled with the outer scope, or when this is closed. */
  public Crew(String name, CancelScope outer) {
    this.name = name;
    this.scope = new CancelScope(outer);
  }

  /** How many pieces of work have been started so far. */
  public int started() {
    return threads.size();
  }

  /**
   * Gives the next piece of work a thread.
   *
   * @throws IOException if the scope is cancelled: then nothing is started any more
   */
  public void start(Function<CancelScope, Outcome> work) throws IOException {
    scope.throwIfCancelled();
    int number = started();
    var task = new FutureTask<>(() -> new Ended(number, work.apply(scope)));
    Runnable body =
        () -> {
          task.run();
          ended.add(task);
        };
    threads.add(Threads.start(name + "-" + number, body));
  }

  /**
   * Blocks until the next piece has ended, in whatever order they do. One has to be at work.
   *
   * @throws IOException if the scope is cancelled: what ends then may have failed for that alone.
   *     By then all have ended, and what they could not clean up is told beside it
   */
  public Ended next() throws IOException {
    return next(Deadline.in(FOR_EVER)).orElseThrow();
  }

  /**
   * The same, or nothing if the deadline has passed first. An interrupt does not cut that short; it
   * is restored.
   *
   * @throws IOException if the scope is cancelled, like that of {@link #next()}
   */
  public Optional<Ended> next(Deadline deadline) throws IOException {
    boolean interrupted = false;
    while (true) {
      try {
        var end = Optional.ofNullable(ended.poll(deadline.remaining(), NANOSECONDS));
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        if (scope.cancelled()) {
          throw cancelled(end);
        }
        return end.map(Crew::result);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private IOException cancelled(Optional<Future<Ended>> heard) {
    threads.forEach(Threads::join);
    var cancelled = new IOException("cancelled");
    Stream.concat(heard.stream(), ended.stream())
        .map(task -> result(task).result())
        .forEach(outcome -> tellBeside(cancelled, outcome));
    return cancelled;
  }

  /** To be cut off is no failure; what went wrong besides is. */
  private static void tellBeside(IOException cancelled, Outcome outcome) {
    if (outcome instanceof Failed(var cause)) {
      Stream.of(cause.getSuppressed()).forEach(cancelled::addSuppressed);
    }
  }

  /** Work says how it failed in its result, so what it throws is no failure that anybody awaits. */
  private static Ended result(Future<Ended> task) {
    if (task.state() == Future.State.SUCCESS) {
      return task.resultNow();
    }
    if (task.exceptionNow() instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("no work fails like this", task.exceptionNow());
  }

  /** Cancels what is still at work, and blocks until all threads have ended. */
  @Override
  public void close() {
    scope.cancel();
    threads.forEach(Threads::join);
    scope.close();
  }
}
