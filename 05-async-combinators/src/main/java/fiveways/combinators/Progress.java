package fiveways.combinators;

import static java.util.Objects.requireNonNull;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Pending;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Scenario 5: how does one start many, watch them, and collect what they come to?
 *
 * <p>Many values are a stream of values, and {@code flatMap} subscribes to as many of them as one
 * likes: its number is the limit. A failure that is thrown, and not only noted, ends that stream,
 * and so cancels the others: failing fast is a choice between two operators. The viewer is one more
 * stream, of ticks. The last word is to be said in every ending, after the last operation's, so a
 * cancel must not reach it: all of it is subscribed to apart, and the cancel is a signal that only
 * the operations listen to.
 *
 * <p>What it costs: {@code flatMap} hands on what is done first, so who wants an order puts it
 * there himself; its number is 256 unless one says another; and the ending has to be told to the
 * viewer by a signal.
 *
 * <p>Look next at the same file in {@code 02-nonblocking-state-machines}, where the limit is a
 * counter, and the viewer a machine of eight states.
 */
public final class Progress {

  /** How far it is. On one thread. */
  private static final class Counts {
    private final int total;
    private int done;
    private int failed;

    Counts(int total) {
      this.total = total;
    }

    void count(Outcome end) {
      switch (end) {
        case Reply _ -> done++;
        case Failed _ -> failed++;
      }
    }

    Line line() {
      return Viewer.progress(done, failed, total);
    }
  }

  /**
   * All of them, as many at once as may be; the reply has them in the order given. A cancel reaches
   * the operations, and not who tells how they ended.
   */
  // tag::cancel[]
  public Mono<Reply> all(Together together, List<Mono<Reply>> operations) {
    requireNonNull(together, "together");
    var asked = List.copyOf(operations);
    return Pending.apart(cancel -> {
      var counts = new Counts(asked.size());
      var over = Sinks.<Void>empty();
      var ended =
          Pending.settled(Pending.until(cancel, each(together, asked, counts)))
              .doOnTerminate(over::tryEmitEmpty);
      var told =
          Mono.justOrEmpty(together.viewer())
              .flatMap(viewer -> told(viewer, counts, over.asMono()));
      var both = Mono.zip(ended, told.thenReturn(true), (end, _) -> end);
      return both.flatMap(Pending::value);
    });
  }

  // end::cancel[]

  /** Each is put in its place when it comes; a failure that is thrown cancels the others. */
  // tag::cancel[]
  private static Mono<Reply> each(Together how, List<Mono<Reply>> asked, Counts counts) {
    var ends = new Outcome[asked.size()];
    int limit = Math.clamp(asked.size(), 1, how.limit());
    return Flux.range(0, asked.size())
        .flatMap(
            k ->
                Pending.settled(asked.get(k)) // there is room when nothing of it goes on
                    .doOnNext(counts::count)
                    .flatMap(end -> how.failFast() ? Pending.value(end) : Mono.just(end))
                    .doOnNext(end -> ends[k] = end),
            limit) // at once: without a number at most 256
        .then(Mono.fromCallable(() -> new Each(Arrays.asList(ends))));
  }

  // end::cancel[]

  /** Connects, tells, and tells at last; whoever cannot be told is left alone. */
  private static Mono<Void> told(Viewer viewer, Counts counts, Mono<Void> over) {
    return Loop.current()
        .flatMap(loop -> {
          var tick = tick(loop, viewer.period()); // from now on: to connect may take its time
          var tooLong = over.then(loop.after(viewer.limit()));
          return Mono.usingWhen(
                  Wire.to(viewer.peer()), wire -> lines(tick, wire, counts, over), Wire::close)
              .timeout(tooLong, Mono.empty())
              .onErrorComplete(Exception.class);
        });
  }

  /** Counted when it is written; nobody waits for a tick before the line before it is written. */
  private static Mono<Void> lines(Mono<Long> tick, Wire wire, Counts counts, Mono<Void> over) {
    var line = Mono.defer(() -> wire.say(counts.line()));
    return tick.then(line)
        .repeat()
        .takeUntilOther(over)
        .then(line)
        .then(wire.discardWhatCame()); // or closing would be a reset
  }

  /** The next whole period, counted from now on: those that have passed are not made up for. */
  private static Mono<Long> tick(Loop loop, Duration period) {
    long nanos = Settings.nanos(period);
    long start = System.nanoTime();
    return Mono.defer(
        () -> loop.after(Duration.ofNanos(nanos - (System.nanoTime() - start) % nanos)));
  }
}
