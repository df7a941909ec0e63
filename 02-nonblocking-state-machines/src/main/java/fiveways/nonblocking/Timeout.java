package fiveways.nonblocking;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Settings;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Machine;
import fiveways.nonblocking.engine.Part;
import fiveways.nonblocking.engine.StateMachine;
import fiveways.nonblocking.engine.Timer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Scenario 2: what does it take to say "give this ten seconds", and does the work stop then?
 *
 * <p>Nobody waits here, so there is nobody to wake. An operation makes a machine (see {@link
 * Operation}): between two events that is only data, and where it has got to is its state. (Look at
 * {@link Asking} first.) A deadline is one more event, from the loop's timers. {@link #within}
 * makes a cancel of it, and to cancel a machine is to drop it: its connection is closed, half a
 * line that it had read is gone, and no event reaches it any more.
 *
 * <p>What it costs: every event has to be thought through in every state. Somebody has to write the
 * cancel: {@link #plain} has none, and goes on until its peer answers; {@link #ask} has. And one
 * step that blocks holds up the loop, and with it every deadline there is.
 *
 * <p>Look next at {@link BoundedAccept} and {@link BoundedRead}, which are easy here; at {@link
 * BrokenTimeout}, which only looks right; and at the same file in {@code 01-blocking-threads},
 * where the operation is three lines, and somebody else has to close the socket; and in {@code
 * 04-virtual-threads}, where a state is again a place in the code.
 */
public final class Timeout {

  /** With no thought of deadlines: connect, write, read. Nobody can end it but its peer. */
  // tag::plain[]
  public Operation plain(Peer peer, String line) {
    var request = new Line(line).bytes();
    return (loop, end) -> new Asking(loop, end, peer, request);
  }

  // end::plain[]

  /** The same, so that it can be ended from outside: the same machine, with one event more. */
  // tag::bounded[]
  public Operation ask(Peer peer, String line) {
    var request = new Line(line).bytes();
    return (loop, end) ->
        new Asking(loop, end, peer, request) {
          @Override
          public void cancel() {
            switch (state()) {
              case Connecting _, Writing _, Reading _ -> to(new Ended(cancellation()));
              case Ended _ -> {}
            }
          }
        };
  }

  // end::bounded[]

  /**
   * The same operation, ended when the deadline passes. Of two deadlines the one that passes first
   * ends the work; if by then both have passed, the outer one says so, since it asks the clock
   * last.
   *
   * @throws IllegalArgumentException at once, if the deadline is zero or negative
   */
  // tag::bounded[]
  public Operation within(Duration deadline, Operation operation) {
    Settings.positive("deadline", deadline);
    requireNonNull(operation, "operation");
    return (loop, end) -> new Within(loop, end, deadline, operation);
  }

  // end::bounded[]

  /** Waits for what comes first: the end of the machine inside, or the time. */
  private static final class Within extends StateMachine<Within.State> implements Machine {
    // tag::bounded[]
    sealed interface State {}

    record Running() implements State {}

    /** What is inside has been told to end, and has not ended yet. */
    record Late() implements State {}

    record Over(Outcome outcome) implements State {}

    // end::bounded[]

    private final Consumer<Outcome> end;
    private final Duration deadline;
    private final Part inside;
    private final Timer time;

    Within(Loop loop, Consumer<Outcome> end, Duration deadline, Operation operation) {
      super(new Running());
      this.end = end;
      this.deadline = deadline;
      inside = new Part(loop, operation::on, this::ended);
      time = loop.after(deadline, this::late); // made and started in one step of the loop
    }

    @Override
    public void cancel() {
      inside.cancel();
    }

    // tag::bounded[]
    private void late() {
      switch (state()) {
        case Running _ -> to(new Late());
        case Late _, Over _ -> {}
      }
    }

    private void ended(Outcome outcome) {
      switch (state()) {
        case Running _ -> // TIME-3 (contract/SPEC.md): by the clock, the loop may be late
            to(new Over(time.passed() ? tooLate(outcome) : outcome));
        case Late _ -> to(new Over(tooLate(outcome)));
        case Over _ -> {}
      }
    }

    // end::bounded[]

    // tag::bounded[]
    @Override
    protected void entered(State now) {
      switch (now) {
        case Running _ -> inside.start();
        case Late _ -> inside.cancel(); // ended() is told: from within this call, or later
        case Over(var outcome) -> {
          time.drop();
          end.accept(outcome);
        }
      }
    }

    // end::bounded[]

    private Failed tooLate(Outcome outcome) {
      var late = new TimeoutException("no end within " + deadline);
      if (outcome instanceof Failed(var cause)) {
        late.addSuppressed(cause); // it tells in which state the machine was dropped
      }
      return new Failed(late);
    }
  }
}
