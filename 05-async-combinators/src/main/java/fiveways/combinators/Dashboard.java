package fiveways.combinators;

import static java.util.Objects.requireNonNull;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.Batching;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Scenario 7: how does one send a batch on every tick, and not get stuck on the next event?
 *
 * <p>Two values are computed side by side: all events are put where they wait, and on every tick
 * whatever waits is sent. Both are streams that take one step after the other, each at its own
 * pace, and {@code when} holds them together: if one fails the other is cancelled. Events are asked
 * for one by one, as long as there is room; so the bound is demand, and the socket is read no
 * further than that.
 *
 * <p>There is an operator for this, {@code bufferTimeout}, and it does not fit: its clock starts
 * with an event, so nothing comes while there are none; and it is stuck on its reader.
 *
 * <p>What it costs: a place of our own where events wait ({@link Waiting}); it needs no lock, since
 * there is one thread.
 *
 * <p>Look next at {@link Merge}; and at the same file in {@code 03-channels}, where one actor waits
 * for the next event and for the tick.
 */
public final class Dashboard {

  /** However it ends, also by a cancel, what was connected is closed, the last one first. */
  // tag::cancel[]
  public Mono<Reply> dashboard(Batching batching) {
    requireNonNull(batching, "batching");
    return Mono.usingWhen(
        Wire.to(batching.source()),
        source ->
            Mono.usingWhen(
                Wire.to(batching.viewer()),
                viewer -> sentOn(source, viewer, batching),
                Wire::close),
        Wire::close);
  }

  // end::cancel[]

  // tag::cancel[]
  private static Mono<Reply> sentOn(Wire source, Wire viewer, Batching batching) {
    var waiting = new Waiting(batching.waiting());
    var over = Sinks.<Void>empty();
    var receiving =
        source.lines().concatMap(waiting::add, 0).doOnComplete(over::tryEmitEmpty).then();
    var sending =
        Loop.ticking(batching.period())
            .takeUntilOther(over.asMono()) // what is being sent then is sent to its end
            .concatMap(_ -> Mono.defer(() -> viewer.write(waiting.batch())), 0)
            .then(Mono.defer(() -> waiting.rest(viewer)))
            .then(viewer.say(Batching.end()))
            .then(viewer.discardWhatCame()); // or closing would be a reset
    return Mono.when(receiving, sending).thenReturn(Batching.end());
  }

  // end::cancel[]

  /** Events that wait for the next batch. On one thread. */
  private static final class Waiting {
    private final int most;
    private List<Line> events = new ArrayList<>();
    private Sinks.Empty<Void> room = Sinks.empty();

    Waiting(int most) {
      this.most = most;
    }

    /** Completes when there is room for the next one. */
    Mono<Void> add(Line event) {
      events.add(event);
      return events.size() < most ? Mono.empty() : room.asMono();
    }

    /** What is left, if anything is. */
    Mono<Void> rest(Wire viewer) {
      return events.isEmpty() ? Mono.empty() : viewer.write(batch());
    }

    /** All of them, as they are sent; from now on there is room. */
    byte[] batch() {
      var batch = new ByteArrayOutputStream();
      batch.writeBytes(Batching.batch(events.size()).bytes());
      events.forEach(event -> batch.writeBytes(event.bytes()));
      events = new ArrayList<>();
      var waitedFor = room;
      room = Sinks.empty();
      var _ = waitedFor.tryEmitEmpty();
      return batch.toByteArray();
    }
  }
}
