package fiveways.combinators.engine;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Things that come one by one, and only while somebody asks for them. Whoever stops asking loses
 * nothing: what comes all the same is kept for the next one. All on the loop.
 */
final class Pull<T> {

  /** Somebody who waits; {@code more} tells whether he still does after he was given one thing. */
  private record Taker<T>(Consumer<T> one, BooleanSupplier more, Consumer<Mono<T>> end) {}

  private final Runnable ask;
  private final Queue<T> kept = new ArrayDeque<>(1);
  private final SequencedSet<Taker<T>> waiting = new LinkedHashSet<>();
  private Optional<Mono<T>> end = Optional.empty();
  private boolean asked;
  private boolean giving;

  /** To ask makes one thing come at some time, through {@link #put}. */
  Pull(Runnable ask) {
    this.ask = ask;
  }

  /** The next thing; nothing at the end. */
  Mono<T> take() {
    return Mono.create(sink -> {
      var taker =
          new Taker<T>(
              sink::success,
              () -> false,
              reason -> reason.subscribe(sink::success, sink::error, sink::success));
      sink.onDispose(() -> waiting.remove(taker));
      await(taker);
    });
  }

  /** All that come, as they are asked for. */
  Flux<T> all() {
    return Flux.create(sink -> {
      var taker =
          new Taker<T>(
              sink::next,
              () -> sink.requestedFromDownstream() > 0,
              reason -> reason.subscribe(sink::next, sink::error, sink::complete));
      sink.onDispose(() -> waiting.remove(taker));
      sink.onRequest(_ -> await(taker));
    });
  }

  private void await(Taker<T> taker) {
    waiting.add(taker);
    give();
  }

  void put(T thing) {
    kept.add(thing);
    give();
  }

  /** What was asked for has come: from now on the next may be asked for. */
  void came() {
    asked = false;
    give();
  }

  /** Nothing more will come, or only a failure. The first reason counts. */
  void end(Mono<T> reason) {
    end = end.or(() -> Optional.of(reason));
    give();
  }

  /** Somebody waits for what was asked for. */
  boolean awaited() {
    return asked && !waiting.isEmpty();
  }

  private void give() {
    if (giving) {
      return; // somebody was given something, and asks for more at once
    }
    giving = true;
    while (!waiting.isEmpty() && !kept.isEmpty()) {
      var taker = waiting.getFirst();
      taker.one.accept(kept.remove());
      if (!taker.more.getAsBoolean()) {
        waiting.remove(taker);
      }
    }
    while (!waiting.isEmpty() && end.isPresent()) {
      waiting.removeFirst().end.accept(end.get());
    }
    giving = false;
    if (!waiting.isEmpty() && !asked) {
      asked = true;
      ask.run();
    }
  }
}
