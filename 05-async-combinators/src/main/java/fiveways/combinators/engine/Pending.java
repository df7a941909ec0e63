package fiveways.combinators.engine;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/**
 * What still goes on inside an operation. A {@link Mono} can be cancelled, but it does not say when
 * it has stopped: its subscriber hears nothing more. So every connection that an operation opens or
 * accepts is counted in its context, and so is whatever is carried on {@link #apart} from it;
 * {@link #settled} waits until all of it is over. All on the loop.
 */
public final class Pending {
  private static final Pending NOBODYS = new Pending();

  private final Pending outer;
  private final Sinks.Empty<Void> none = Sinks.empty();
  private final List<Exception> toldBeside = new ArrayList<>();
  private int count;
  private boolean over;
  private boolean cancelled;

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
          .doOnNext(inside::tellWhatNobodyHeard)
          .doOnCancel(() -> inside.cancelled = true);
    });
  }

  private void tellWhatNobodyHeard(Outcome end) {
    if (end instanceof Failed(var cause)) {
      toldBeside.stream().filter(one -> !one.equals(cause)).forEach(cause::addSuppressed);
    }
  }

  /**
   * A value that is not cancelled when whoever waits for it is: it goes on, and is given a signal
   * that tells of it. The operation that it is part of has not ended before it has. (Elsewhere:
   * uncancelable, or a shielded scope.)
   */
  public static Mono<Reply> apart(Function<Mono<Void>, Mono<Reply>> value) {
    return Mono.deferContextual(context -> {
      var inside = new Pending(of(context));
      var cancel = Sinks.<Void>empty();
      var end = Sinks.<Reply>one();
      inside.begun();
      var _ =
          Mono.defer(() -> value.apply(cancel.asMono()))
              .contextWrite(within -> within.putAll(context).put(Pending.class, inside))
              .doFinally(_ -> inside.ended())
              .subscribe(end::tryEmitValue, end::tryEmitError, end::tryEmitEmpty);
      return end.asMono()
          .doOnCancel(() -> inside.cancelled = true)
          .doFinally(_ -> cancel.tryEmitEmpty()); // by then nobody waits: none hears the end
    });
  }

  /**
   * The same value until the signal comes; then it is cancelled, and that is a failure. Of the two
   * the signal is listened to first: what is cancelled already is not begun.
   */
  public static Mono<Reply> until(Mono<Void> signal, Mono<Reply> value) {
    var cancelled = Mono.<Reply>error(() -> new CancellationException("cancelled"));
    return Mono.firstWithSignal(signal.then(cancelled), value);
  }

  /**
   * If whoever should hear of this failure has been cancelled, it is told beside the failure of the
   * one that cancelled him; if that one succeeds, as a race does, it is dropped.
   */
  public static Mono<Void> tellBesideIfCancelled(Exception failure) {
    return Mono.deferContextual(context -> {
      of(context).outsideOfWhatWasCancelled(failure);
      return Mono.empty();
    });
  }

  private void outsideOfWhatWasCancelled(Exception failure) {
    var hears = this;
    for (var each = this; each != NOBODYS; each = each.outer) {
      hears = each.cancelled ? each.outer : hears;
    }
    if (!hears.equals(this) && !hears.equals(NOBODYS)) {
      hears.toldBeside.add(failure);
    }
  }

  /** How it ended, with a failure as something to look at. */
  public static Mono<Outcome> outcome(Mono<Reply> operation) {
    return operation
        .<Outcome>cast(Outcome.class)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("it ended without a reply")))
        .onErrorResume(Exception.class, failure -> Mono.just(new Failed(failure)));
  }

  /** The way back: the value, or the failure, that this end is. */
  public static Mono<Reply> value(Outcome end) {
    return Mono.fromCallable(end::orThrow);
  }
}
