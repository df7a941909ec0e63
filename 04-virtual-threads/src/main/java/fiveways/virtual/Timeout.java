package fiveways.virtual;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.StructuredTaskScope.Joiner.awaitAll;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import fiveways.virtual.engine.Ending;
import fiveways.virtual.engine.LineReader;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;

/**
 * Scenario 2: what does it take to say "give this ten seconds", and does the work stop then?
 *
 * <p>An operation is a {@link Callable}: a block of code that blocks. A deadline is a scope around
 * it, which forks it, waits, and when the time is up interrupts the fork. A virtual thread that is
 * blocked in a socket answers an interrupt by closing that socket, whoever opened it. So what is
 * bounded need not know of deadlines, and hands nothing over: {@link #ask} is {@link #plain}.
 *
 * <p>What it costs: a virtual thread for each deadline. And an interrupt is only a request: code
 * that never waits never hears it, and who has heard it has lost the socket, with what was read of
 * a line.
 *
 * <p>Look next at {@link BoundedAccept} and {@link BoundedRead}, where that loss matters; at {@link
 * BrokenTimeout}, which only looks right; at the same file in {@code 01-blocking-threads}, where
 * {@code ask} had to change; and in {@code 02-nonblocking-state-machines}, where the position in
 * the code is a state.
 */
public final class Timeout {

  /** With no thought of deadlines: connect, write, read. */
  // tag::plain[]
  public Callable<Reply> plain(Peer peer, String line) {
    var request = new Line(line).bytes();
    return () -> {
      try (var socket = new Socket()) {
        socket.connect(peer.address());
        socket.getOutputStream().write(request);
        return Line.reply(new LineReader(socket.getInputStream()).line().text());
      }
    };
  }

  // end::plain[]

  /** What can be ended from outside: here that is the same. */
  // tag::bounded[]
  public Callable<Reply> ask(Peer peer, String line) {
    return plain(peer, line); // nothing has to change: an interrupt finds what blocks
  }

  // end::bounded[]

  /**
   * The same operation, ended when the deadline passes. It runs in a fork of the thread that runs
   * this. Of two deadlines the one that passes first ends the work; if by then both have passed,
   * the outer one says so, since it asks the clock last. One beyond the clock's range is none.
   *
   * @throws IllegalArgumentException at once, if the deadline is zero or negative
   */
  // tag::bounded[]
  public Callable<Reply> within(Duration deadline, Callable<Reply> operation) {
    var limit = Duration.ofNanos(Settings.nanos(Settings.positive("deadline", deadline)));
    requireNonNull(operation, "operation");
    return () -> {
      long start = System.nanoTime();
      var task = new FutureTask<>(operation); // keeps the failure a cancelled scope drops
      try (var scope = StructuredTaskScope.open(awaitAll(), c -> c.withTimeout(limit))) {
        scope.fork(task);
        scope.join(); // if interrupted, we leave: that interrupts the fork, awaits it
      } catch (StructuredTaskScope.TimeoutException passed) { // the scope's own type
        throw Ending.late(deadline, task); // the scope is closed by now: the work has ended
      } catch (InterruptedException cancelled) {
        throw Ending.cancelled(cancelled, List.of(task));
      }
      if (System.nanoTime() - start >= limit.toNanos()) {
        throw Ending.late(deadline, task); // TIME-3: its timer may be late
      }
      return Ending.of(task);
    };
  }
  // end::bounded[]
}
