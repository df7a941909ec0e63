package fiveways.combinators.engine;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/**
 * What still goes on inside an operation. A {@link Mono} can be cancelled, but it does not say when
 * it has stopped: its subscriber hears nothing more. So every connection that an operation opens or
 * accepts is counted in its context, and {@link #settled} waits until all are closed. All on the
 * loop.
 */
public final class Pending {
  private static final Pending NOBODYS = new Pending();

  private final Pending outer;
  private final Sinks.Empty<Void> none = Sinks.empty();
  private final List<Throwable> unheard = new ArrayList<>();
  private int count;
  private boolean over;

  private Pending() {
    this.outer = this;
  }

  private Pending(Pending outer) {
    this.outer = outer;
  }

  /** Of the operation whose context this is. */
  static Pending of(ContextView context) {
    return context.<Pending>getOrEmpty(Pending.class).orElse(NOBODYS);
  }

  /** Counts a connection in this operation, and in those around it, until it is closed. */
  void until(Channel closed) {
    begun();
    // Not at once: what waits for the close goes first, and may well begin something more.
    closed.closeFuture().addListener(_ -> closed.eventLoop().execute(this::ended));
  }

  private void begun() {
    for (var each = this; each != NOBODYS; each = each.outer) {
      each.count++;
    }
  }

  private void ended() {
    for (var each = this; each != NOBODYS; each = each.outer) {
      each.count--;
      each.tellIfSettled();
    }
  }

  private void tellIfSettled() {
    if (over && count == 0) {
      var _ = none.tryEmitEmpty();
    }
  }

  private Mono<Void> settle() {
    over = true;
    tellIfSettled();
    return none.asMono();
  }

  /** How the operation ended, once nothing inside it goes on any more. */
  public static Mono<Outcome> settled(Mono<Reply> operation) {
    return Mono.deferContextual(context -> {
      var inside = new Pending(of(context));
      return outcome(operation)
          .contextWrite(within -> within.put(Pending.class, inside))
          .delayUntil(_ -> inside.settle())
          .doOnNext(inside::tell);
    });
  }

  /** What failed when nobody listened any more is told beside the failure, if there is one. */
  private void tell(Outcome end) {
    if (end instanceof Failed(var cause)) {
      unheard.stream().filter(one -> !one.equals(cause)).forEach(cause::addSuppressed);
    }
  }

  /**
   * The same value, which goes on to its end when whoever waits for it cancels. The operation that
   * it is part of has not ended before it has.
   */
  public static <T> Mono<T> apart(Mono<T> value) {
    return Mono.deferContextual(context -> {
      var end = Sinks.<T>one();
      var waiting = new AtomicBoolean(true); // on one thread; but a lambda cannot change a local
      of(context).carryOn(value, context, end, waiting);
      return end.asMono().doOnCancel(() -> waiting.set(false));
    });
  }

  /** Begins the activity and completes; it goes on beside, as {@link #apart} does. */
  public static Mono<Void> beside(Mono<Void> activity) {
    return Mono.deferContextual(context -> {
      of(context).carryOn(activity, context, Sinks.one(), new AtomicBoolean());
      return Mono.empty();
    });
  }

  private <T> void carryOn(
      Mono<T> value, ContextView context, Sinks.One<T> end, AtomicBoolean waiting) {
    begun();
    var _ =
        value
            .contextWrite(within -> within.putAll(context))
            .doFinally(_ -> ended())
            .subscribe(
                end::tryEmitValue,
                failure -> {
                  if (waiting.get()) {
                    end.tryEmitError(failure);
                  } else {
                    unheard.addAll(
                        List.of(failure.getSuppressed())); // that it was cancelled is known
                  }
                },
                end::tryEmitEmpty);
  }

  /** How it ended, with a failure as something to look at. */
  public static Mono<Outcome> outcome(Mono<Reply> operation) {
    return operation
        .<Outcome>cast(Outcome.class)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("it ended without a reply")))
        .onErrorResume(Exception.class, failure -> Mono.just(new Failed(failure)));
  }
}
