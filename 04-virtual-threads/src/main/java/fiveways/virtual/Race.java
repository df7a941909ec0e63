package fiveways.virtual;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Settings;
import fiveways.virtual.engine.Ending;
import fiveways.virtual.engine.Masked;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Scenario 4: several attempts, and the first success wins. What does it take to end the others,
 * and to give back what they have acquired?
 *
 * <p>A race is a scope. Its owner forks one attempt after the other and waits in between, as a loop
 * does; the first success cancels the scope, which interrupts all forks, and the block is not left
 * before they have ended. That is all that cancelling takes. Releasing takes more: the interrupt
 * that ends the use would end the release, too. So a resource is opened and closed in forks that
 * nobody interrupts ({@link Masked}), while the thread that uses it notes the cancel and waits.
 *
 * <p>What it costs: a virtual thread for each attempt that has begun. And {@code finally}, which
 * looks as if it were enough, is not.
 *
 * <p>Look next at {@link Progress}, where all of them count; and at the same file in {@code
 * 01-blocking-threads}, where masking is free, and the cancel is what has to be handed over.
 */
public final class Race {
  private final Timeout timeout;

  public Race(Timeout timeout) {
    this.timeout = timeout;
  }

  /**
   * The first to succeed gives the reply. Each attempt runs in a fork; whoever runs the race is its
   * starter, and waits with each attempt for its failure, but no longer than the hedge.
   *
   * @throws IllegalArgumentException at once, if the hedge is negative, or there is no attempt
   */
  // tag::cancel[]
  public Callable<Reply> firstOf(Duration hedge, List<Callable<Reply>> attempts) {
    long pause = Settings.nanos(Settings.notNegative("hedge", hedge));
    var racers = Settings.atLeastOne(attempts);
    return () -> {
      throwIfInterrupted();
      var tasks = racers.stream().map(FutureTask::new).toList(); // can be waited for
      try (var scope = StructuredTaskScope.open(Joiner.<Reply>allUntil(Race::decides))) {
        for (var attempt : tasks) {
          scope.fork(() -> Ending.run(attempt));
          if (scope.isCancelled() || !nextMayStart(attempt, pause)) {
            break; // there is a winner, or the race was cancelled
          }
        }
        return winner(Ending.join(scope));
      } catch (InterruptedException cancelled) { // by now the block has awaited all
        throw Ending.cancelled(cancelled, tasks);
      }
    };
  }

  // end::cancel[]

  /** An error is nobody's failure: it ends the race, and comes through. */
  private static boolean decides(Subtask<? extends Reply> ended) {
    return ended.state() == Subtask.State.SUCCESS || ended.exception() instanceof Error;
  }

  /**
   * Waits until the attempt has failed, but no longer than the hedge. That somebody else has won
   * need not be waited for: then this attempt is interrupted, and fails. Our own interrupt is kept
   * for the join.
   */
  private static boolean nextMayStart(FutureTask<Reply> attempt, long hedge) {
    try {
      var _ = attempt.get(hedge, NANOSECONDS);
      return false; // it has won, although its scope may not yet know
    } catch (ExecutionException | TimeoutException failedOrSlow) {
      return true;
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Of those who have begun, in the order given; whoever was cut off does not count. */
  private static Reply winner(Stream<Subtask<Reply>> attempts) throws AllFailedException {
    var causes = new ArrayList<Exception>();
    for (var attempt : attempts.toList()) {
      switch (attempt.state()) {
        case SUCCESS -> {
          return attempt.get();
        }
        case FAILED -> causes.add(Ending.asItself(attempt.exception()));
        case UNAVAILABLE -> {}
      }
    }
    throw new AllFailedException(causes);
  }

  /**
   * Opens, uses, closes. The block's end is where a release belongs: it knows which failure comes
   * first, and which is suppressed into it.
   */
  // tag::cleanup[]
  public Callable<Reply> using(
      Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
    requireNonNull(resource, "resource");
    requireNonNull(use, "use");
    return () -> {
      throwIfInterrupted();
      var opening = new FutureTask<>(resource.open()); // knows what came in too late, too
      try (Release _ = () -> release(resource, opening)) {
        var acquired = masked(resource.limit(), () -> Ending.run(opening));
        throwIfInterrupted(); // who was cancelled while it was being opened does not use it
        return use.apply(acquired).call();
      }
    };
  }

  // end::cleanup[]

  // tag::cleanup[]
  private void release(Resource<Callable<Reply>> resource, FutureTask<Reply> opening)
      throws IOException, TimeoutException {
    if (opening.state() == FutureTask.State.SUCCESS) { // else there is nothing to release
      var acquired = opening.resultNow();
      var _ = masked(resource.limit(), () -> resource.close().apply(acquired).call());
    }
  }

  // end::cleanup[]

  /** So that {@code try} closes what is no object, and suppresses its failure as any other. */
  @FunctionalInterface
  private interface Release extends AutoCloseable {
    @Override
    void close() throws IOException, TimeoutException;
  }

  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before it, or its use, began");
    }
  }

  /** Out of reach of every cancel, but not for ever. An interrupt of ours is kept for later. */
  private Reply masked(Duration limit, Callable<Reply> operation)
      throws IOException, TimeoutException {
    try {
      return Masked.call(timeout.within(limit, operation));
    } catch (Exception failure) {
      return new Failed(failure).orThrow();
    }
  }
}
