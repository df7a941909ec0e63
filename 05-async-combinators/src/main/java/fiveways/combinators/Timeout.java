package fiveways.combinators;

import static java.util.Objects.requireNonNull;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Pending;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Scenario 2: what does it take to say "give this ten seconds", and does the work stop then?
 *
 * <p>An operation is a {@link Mono}: a value that nobody has begun to compute. Whoever subscribes
 * begins it, and whoever cancels his subscription ends it: each operator hands the cancel on to the
 * one before it, down to the connection, which is closed, with what was read of a line. So a
 * deadline is one operator around any value, and what is bounded need not know of it: {@link #ask}
 * is {@link #plain}.
 *
 * <p>What it costs: everything waits by an operator, or it is not reached. And who cancels hears
 * nothing more, not even that it is over; {@link Pending} counts what still goes on.
 *
 * <p>Look next at {@link BoundedAccept} and {@link BoundedRead}, where a cancel destroys nothing;
 * at {@link BrokenTimeout}, which has the same operator and only looks right; and at the same file
 * in {@code 04-virtual-threads}, where an interrupt does what a cancel does here.
 */
public final class Timeout {

  /** With no thought of deadlines: connect, write, read, and disconnect in every ending. */
  // tag::plain[]
  public Mono<Reply> plain(Peer peer, String line) {
    var request = new Line(line);
    return Mono.usingWhen(
        Wire.to(peer),
        wire -> wire.say(request).then(wire.line()).handle(Timeout::reply),
        Wire::close);
  }

  // end::plain[]

  /** What can be ended from outside: here that is the same. */
  // tag::bounded[]
  public Mono<Reply> ask(Peer peer, String line) {
    return plain(peer, line); // nothing has to change: a cancel finds what waits
  }

  // end::bounded[]

  /**
   * The same operation, cancelled when the deadline passes. Of two deadlines the one that passes
   * first ends the work; if by then both have passed, the outer one says so, since it asks the
   * clock last.
   *
   * @throws IllegalArgumentException at once, if the deadline is zero or negative
   */
  // tag::bounded[]
  public Mono<Reply> within(Duration deadline, Mono<Reply> operation) {
    requireNonNull(operation, "operation");
    // TIME-7: beyond the clock's range is never
    long limit = Settings.nanos(Settings.positive("deadline", deadline));
    return Loop.current() // the one it is run on
        .flatMap(loop -> {
          long start = System.nanoTime();
          var passed = Mono.<Reply>error(() -> new TimeoutException("not heard"));
          var bounded = operation.timeout(loop.after(deadline), passed); // cancels it
          return Pending.settled(bounded)
              // TIME-3 (contract/SPEC.md): by the clock, too, and only that is heard
              .map(end -> System.nanoTime() - start < limit ? end : late(deadline, end))
              .flatMap(Pending::value);
        });
  }

  // end::bounded[]

  /** With whatever release has failed on the way. */
  private static Failed late(Duration deadline, Outcome end) {
    var late = new TimeoutException("no end within " + deadline);
    if (end instanceof Failed(var cause)) {
      Stream.of(cause.getSuppressed()).forEach(late::addSuppressed);
    }
    return new Failed(late);
  }

  /** As {@code map}, which may not throw a checked exception. */
  private static void reply(Line line, SynchronousSink<Reply> sink) {
    try {
      sink.next(Line.reply(line.text()));
    } catch (IOException refused) {
      sink.error(refused);
    }
  }
}
