package fiveways.blocking;

import static java.util.Objects.requireNonNull;

import fiveways.blocking.engine.CancelScope;
import fiveways.blocking.engine.Crew;
import fiveways.blocking.engine.Deadline;
import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Scenario 4: several attempts, and the first success wins. What does it take to end the others,
 * and to give back what they hold?
 *
 * <p>Each attempt has a thread, and all of them one scope. The thread that was asked for the race
 * starts them, and waits at a queue until one has ended or the next is due; a hedge is how long it
 * waits there, and no timer. When somebody has won, it cancels the scope, which closes every
 * loser's socket, and waits until all the threads are gone.
 *
 * <p>What is acquired is given back by the {@code try} that any Java programmer would write. Since
 * a cancel closes what was registered and does nothing to the thread, opening and closing are
 * masked from it by one thing: they register with a scope of their own.
 *
 * <p>What it costs: a platform thread for each attempt that runs; and a loser that has registered
 * nothing ends when its peer likes, the race with it. Look next at {@link Progress}; and at the
 * same file in {@code 04-virtual-threads}, where the interrupt that ends a loser would end its
 * clean-up, too.
 */
public final class Race {
  private final Timeout timeout;

  public Race(Timeout timeout) {
    this.timeout = timeout;
  }

  /**
   * The first success; then the others are cancelled, and have ended before it is handed over.
   *
   * @throws IllegalArgumentException at once, if the hedge is negative, or there is no attempt
   */
  // tag::cancel[]
  public Call firstOf(Duration hedge, List<Call> attempts) {
    Settings.notNegative("hedge", hedge);
    var racers = Settings.atLeastOne(attempts);
    return scope -> {
      try (var crew = new Crew("race", scope)) {
        return winner(crew, hedge, racers);
      } // however it went: the losers' sockets are closed, and their ends awaited
    };
  }

  // end::cancel[]

  /** Only the failure of the one that was started last makes the next due before its time. */
  private static Reply winner(Crew crew, Duration hedge, List<Call> racers) throws IOException {
    var causes = new TreeMap<Integer, Exception>(); // in the order given, not in which they failed
    var due = Deadline.in(Duration.ZERO);
    while (causes.size() < racers.size()) {
      var ended = crew.started() < racers.size() ? crew.next(due) : Optional.of(crew.next());
      if (ended.isEmpty()) { // so nobody has won, and the next one is due
        crew.start(racers.get(crew.started())::outcome);
        due = Deadline.in(hedge);
      } else {
        switch (ended.get()) {
          case Crew.Ended(_, Reply reply) -> {
            return reply;
          }
          case Crew.Ended(int number, Failed(Exception cause)) -> {
            causes.put(number, cause);
            due = number == crew.started() - 1 ? Deadline.in(Duration.ZERO) : due;
          }
        }
      }
    }
    throw new AllFailedException(List.copyOf(causes.values()));
  }

  /**
   * Opens, uses, and closes whatever comes of the use.
   *
   * @param use given what opening was answered
   */
  // tag::cleanup[]
  public Call using(Resource<Call> resource, Function<Reply, Call> use) {
    requireNonNull(resource, "resource");
    requireNonNull(use, "use");
    return scope -> {
      scope.throwIfCancelled(); // nothing is acquired for somebody who has left
      try (var held = new Held(resource)) {
        var acquired = held.open();
        scope.throwIfCancelled(); // who has left meanwhile does not use it
        return use.apply(acquired).in(scope);
      } // closed here; how that fails is suppressed into how the use did, or is the failure
    };
  }

  // end::cleanup[]

  /** What has been acquired, if anything has. */
  private final class Held implements AutoCloseable {
    private final Resource<Call> resource;
    private Optional<Reply> acquired = Optional.empty();

    Held(Resource<Call> resource) {
      this.resource = resource;
    }

    /** What is acquired just when the limit passes is late, and has to be closed all the same. */
    // tag::cleanup[]
    Reply open() throws IOException, TimeoutException {
      return masked(scope -> {
        var reply = resource.open().in(scope);
        acquired = Optional.of(reply);
        return reply;
      });
    }

    @Override
    public void close() throws IOException, TimeoutException {
      if (acquired.isPresent()) {
        masked(resource.close().apply(acquired.get()));
      }
    }

    // end::cleanup[]

    /** In a scope that nobody knows but the alarm which cancels it at the limit. */
    // tag::cleanup[]
    private Reply masked(Call operation) throws IOException, TimeoutException {
      return timeout.within(resource.limit(), operation).in(new CancelScope());
    }
    // end::cleanup[]
  }
}
