package fiveways.combinators;

import static java.util.Objects.requireNonNull;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Pending;
import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Scenario 4: of several attempts the first success wins. What does it take to end the others, and
 * to give back what they hold?
 *
 * <p>A race is a stream of attempts, each of them a value that nobody has begun: who subscribes to
 * it begins it. {@code concatMap} lets the next one through when its time has come, {@code flatMap}
 * subscribes to all that are through, and {@code next} takes the first success and cancels whatever
 * is upstream: losers, and the timer of those still to come. Nothing else is needed to end them.
 *
 * <p>What it costs: to know that they <em>have</em> ended takes {@link Pending}. And releasing is
 * harder than cancelling: after a cancel {@code usingWhen} tells nobody when what was opened is
 * closed, and one that comes between {@code OPEN} and its reply loses the id. So a resource is
 * subscribed to apart, where no cancel reaches it; only its use hears of one, as a signal.
 *
 * <p>Look next at {@link Progress}; and at the same file in {@code 04-virtual-threads}, where the
 * starter is a loop, and what cannot be interrupted is a fork of its own.
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
  public Mono<Reply> firstOf(Duration hedge, List<Mono<Reply>> attempts) {
    Settings.notNegative("hedge", hedge);
    var racers = Settings.atLeastOne(attempts);
    return Loop.current()
        .flatMap(loop -> {
          var causes = new Exception[racers.size()]; // in the order given
          var first =
              Flux.range(0, racers.size())
                  .concatMap(k -> thenPause(racers.get(k), k, causes, loop.after(hedge)), 0)
                  .flatMap(attempt -> attempt, racers.size()) // by default at most 256
                  .next() // and cancel all the others
                  .switchIfEmpty(Mono.error(() -> new AllFailedException(List.of(causes))));
          return Pending.settled(first).flatMap(Pending::value);
        });
  }

  // end::cancel[]

  /** The attempt, for whoever begins it; and the end when the next is due: it failed, or paused. */
  private static Flux<Mono<Reply>> thenPause(
      Mono<Reply> racer, int number, Exception[] causes, Mono<Long> pause) {
    var failed = Sinks.<Void>empty();
    var attempt =
        Pending.outcome(racer)
            .doOnNext(end -> {
              if (end instanceof Failed(var cause)) {
                causes[number] = cause;
                failed.tryEmitEmpty();
              }
            })
            .ofType(Reply.class); // who has failed leaves the race to the others
    return Flux.concat(
        Mono.just(attempt), Mono.firstWithSignal(failed.asMono(), pause).then(Mono.empty()));
  }

  /**
   * Opens, uses, closes, and is cancelled nowhere but in the use.
   *
   * @param use given what opening was answered
   */
  // tag::cleanup[]
  public Mono<Reply> using(Resource<Mono<Reply>> what, Function<Reply, Mono<Reply>> use) {
    requireNonNull(what, "resource");
    requireNonNull(use, "use");
    return Pending.apart(cancel -> {
      Function<Reply, Mono<Reply>> lent = reply -> Mono.defer(() -> use.apply(reply));
      return held(what, reply -> Pending.until(cancel, lent.apply(reply)));
    });
  }

  // end::cleanup[]

  /** What came too late to be used was acquired, too. */
  // tag::cleanup[]
  private Mono<Reply> held(Resource<Mono<Reply>> what, Function<Reply, Mono<Reply>> use) {
    var acquired = new AtomicReference<Optional<Reply>>(Optional.empty());
    var opening = what.open().doOnNext(reply -> acquired.set(Optional.of(reply)));
    return Pending.settled(timeout.within(what.limit(), opening).flatMap(use))
        .flatMap(used ->
            Mono.defer(() -> Mono.justOrEmpty(acquired.get()))
                .flatMap(reply -> closed(what, reply))
                .map(closed -> both(used, closed))
                .defaultIfEmpty(used)) // nothing was acquired
        .flatMap(Pending::value);
  }

  // end::cleanup[]

  private Mono<Outcome> closed(Resource<Mono<Reply>> what, Reply acquired) {
    var closing = Mono.defer(() -> what.close().apply(acquired));
    return Pending.settled(timeout.within(what.limit(), closing)).delayUntil(Race::notSilently);
  }

  /** Who has been cancelled cannot tell that something has not been given back. */
  private static Mono<Void> notSilently(Outcome closed) {
    return switch (closed) {
      case Reply _ -> Mono.empty();
      case Failed(var notReleased) -> Pending.tellBesideIfCancelled(notReleased);
    };
  }

  /** A failed release is the failure if there is no other, and else told beside it. */
  private static Outcome both(Outcome used, Outcome closed) {
    return switch (closed) {
      case Reply _ -> used;
      case Failed(var notReleased) ->
          switch (used) {
            case Reply _ -> closed;
            case Failed(var cause) -> {
              if (!cause.equals(notReleased)) {
                cause.addSuppressed(notReleased);
              }
              yield used;
            }
          };
    };
  }
}
