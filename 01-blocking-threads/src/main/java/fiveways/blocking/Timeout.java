package fiveways.blocking;

import static java.util.Objects.requireNonNull;

import fiveways.blocking.engine.Alarms;
import fiveways.blocking.engine.CancelScope;
import fiveways.blocking.engine.Deadline;
import fiveways.blocking.engine.LineReader;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Settings;
import java.net.Socket;
import java.time.Duration;

/**
 * Scenario 2: what does it take to say "give this ten seconds", and does the work stop then?
 *
 * <p>A thread that is blocked in a socket call hears nothing: no interrupt, no flag. Somebody else
 * has to close the socket under it. So {@link #within} sets an alarm that cancels a scope, and the
 * scope closes whatever the call inside has registered with it. The blocked thread wakes with an
 * exception, unwinds through its own {@code try} blocks, and is the one that reports the timeout:
 * when the caller hears of it, the work is over, and half a line that it had read is gone.
 *
 * <p>What it costs: one thread for all alarms, and a rule for everybody who writes a call:
 * <em>register what you wait on</em>. A call that does not ({@link #plain}) goes on until its peer
 * answers, whatever deadline is around it.
 *
 * <p>Look next at {@link RecalculatedDeadline}, the way without an alarm; at {@link BrokenTimeout},
 * the way that only looks right; and at the same file in {@code 04-virtual-threads}, where an
 * interrupt is enough and nothing is registered.
 */
public final class Timeout {
  private final Alarms alarms;

  public Timeout(Alarms alarms) {
    this.alarms = alarms;
  }

  /**
   * Connect, write, read one line: what one writes with no thought of deadlines. Nobody can end it
   * but its peer.
   *
   * @throws IllegalArgumentException at once, if the line cannot be one
   */
  // tag::plain[]
  public Call plain(Peer peer, String line) {
    var request = new Line(line).bytes();
    return _ -> {
      try (var socket = new Socket()) {
        socket.connect(peer.address());
        socket.getOutputStream().write(request);
        return Line.reply(new LineReader(socket.getInputStream()).require());
      }
    };
  }

  // end::plain[]

  /**
   * The same, so that it can be ended from outside: the scope holds the socket from before it
   * connects until the reply is there.
   *
   * @throws IllegalArgumentException at once, if the line cannot be one
   */
  // tag::bounded[]
  public Call ask(Peer peer, String line) {
    var request = new Line(line).bytes();
    return scope -> {
      try (var socket = new Socket();
          var _ = scope.hold(socket)) { // until the end of this block, a cancel closes it
        socket.connect(peer.address());
        socket.getOutputStream().write(request);
        return Line.reply(new LineReader(socket.getInputStream()).require());
      }
    };
  }

  // end::bounded[]

  /**
   * The same operation, ended when the deadline passes. All of it, however deep deadlines nest,
   * runs in the one thread that the model has started for it, which cannot come back before the
   * work is over; only alarms ring in another. Of two deadlines the one that passes first ends the
   * work; if by then both have passed, the outer one says so, since it asks the clock last.
   *
   * @throws IllegalArgumentException at once, if the deadline is zero or negative
   */
  // tag::bounded[]
  public Call within(Duration deadline, Call operation) {
    Settings.positive("deadline", deadline);
    requireNonNull(operation, "operation");
    return outer -> {
      var end = Deadline.in(deadline); // not before somebody calls it
      Outcome outcome;
      try (var scope = new CancelScope(outer);
          var _ = alarms.at(end, scope::cancel)) {
        outcome = operation.outcome(scope);
      }
      // By the clock, since an alarm may be late: whatever ended after that is a timeout.
      return end.unlessPassed(outcome).orThrow();
    };
  }
  // end::bounded[]
}
