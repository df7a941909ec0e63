package fiveways.combinators;

import static java.util.Objects.requireNonNull;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Reply;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Scenario 6: two streams in, one out, and something else now and then. How does one wait for
 * whichever comes first?
 *
 * <p>The operator's name is the scenario's. Lines of either source and ticks are three streams, and
 * {@code merge} makes one of them; what flows in it are <em>turns</em>, values that are still to
 * come about: to say this line, to say how many lines were said. {@code concatMap} subscribes to
 * one turn after the other, so nothing lands inside a line, and a status is counted when it is
 * written. It asks for the next turn only then; and that demand, handed on to the sockets, is what
 * slows the sources when the sink is slow.
 *
 * <p>What it costs: the 1 of each {@code merge} and the 0 below, without which the operators would
 * fetch some hundred lines ahead, and several ticks. And the ticks, which have no end, are ended by
 * a signal.
 *
 * <p>Look next at {@link Dashboard}, where reading goes on during a turn; and at the same file in
 * {@code 04-virtual-threads}, where three threads wait, and a lock is the turn.
 */
public final class Merge {

  /** How many lines were said. On one thread. */
  private static final class Counts {
    private long a;
    private long b;

    Line status() {
      return Merging.status(a, b);
    }
  }

  /** However it ends, also by a cancel, what was connected is closed, the last one first. */
  // tag::cancel[]
  public Mono<Reply> merge(Merging merging) {
    requireNonNull(merging, "merging");
    return Mono.usingWhen(
        Wire.to(merging.a()),
        a ->
            Mono.usingWhen(
                Wire.to(merging.b()),
                b ->
                    Mono.usingWhen(
                        Wire.to(merging.sink()),
                        sink -> merged(a, b, sink, merging.period()),
                        Wire::close),
                Wire::close),
        Wire::close);
  }

  // end::cancel[]

  /** The failure of one of the three is the failure of all. */
  private static Mono<Reply> merged(Wire a, Wire b, Wire sink, Duration period) {
    var counts = new Counts();
    var over = Sinks.<Void>empty();
    var ofA = a.lines().map(line -> turn('A', line, sink).doOnSuccess(_ -> counts.a++));
    var ofB = b.lines().map(line -> turn('B', line, sink).doOnSuccess(_ -> counts.b++));
    var lines = Flux.merge(1, ofA, ofB).doOnComplete(over::tryEmitEmpty);
    var status = Mono.defer(() -> sink.say(counts.status())); // not yet counted
    var statuses = Loop.ticking(period).takeUntilOther(over.asMono()).map(_ -> status);
    return Flux.merge(1, lines, statuses) // of each 1 may wait
        .concatMap(turn -> turn, 0) // one after the other, and none fetched ahead
        .then(status)
        .then(sink.discardWhatCame()) // or closing would be a reset
        .then(Mono.fromSupplier(counts::status));
  }

  private static Mono<Void> turn(char source, Line line, Wire sink) {
    return sink.write(Merging.of(source, line.text()));
  }
}
