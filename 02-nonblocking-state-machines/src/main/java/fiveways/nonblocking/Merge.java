package fiveways.nonblocking;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.nonblocking.engine.Loop;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Scenario 6: two streams in, one out, and something else now and then. How does one wait for
 * whichever comes first?
 *
 * <p>The loop waits for whichever comes first, always and for all. What is left to do is to say for
 * each event what it means in each state: that is {@link Relay}, which this scenario has in common
 * with {@link Dashboard}. Here is only what is written next, asked for when the sink has room: the
 * status that is due, or a line of the source whose turn it is. As long as nobody asks, no line is
 * taken, and a source whose lines are not taken is not read.
 *
 * <p>What it costs: that machine, and one for each source ({@link Inlet}), with five states each.
 * And fairness is nobody else's affair: who always takes from the first source starves the second.
 *
 * <p>Look next at the same file in {@code 05-async-combinators}, which is the same loop with an
 * operator for each of these machines.
 */
public final class Merge {

  /**
   * Cancelled, or as soon as one of the three fails, it is over, and closes all three: that is one
   * state, and the two events that lead there from everywhere, in {@link Relay}.
   */
  // tag::cancel[]
  public Operation merge(Merging merging) {
    requireNonNull(merging, "merging");
    return (loop, end) -> new Merged(loop, end, merging);
  }

  // end::cancel[]

  private static final class Merged extends Relay {
    private boolean statusIsDue;
    private boolean lineIsFirst;
    private boolean aIsFirst;
    private long linesOfA;
    private long linesOfB;

    Merged(Loop loop, Consumer<Outcome> end, Merging merging) {
      super(loop, end, List.of(merging.a(), merging.b()), merging.sink(), merging.period());
    }

    /** At most one waits. */
    @Override
    void tick(boolean free) {
      statusIsDue = true;
    }

    /** However often a status is due: after one comes a line, if there is one. */
    @Override
    Optional<byte[]> next() {
      return lineIsFirst ? line().or(this::statusIfDue) : statusIfDue().or(this::line);
    }

    /** Counted now, when all before it has been written. */
    private Optional<byte[]> statusIfDue() {
      lineIsFirst = statusIsDue;
      statusIsDue = false;
      return lineIsFirst ? Optional.of(status().bytes()) : Optional.empty();
    }

    private Optional<byte[]> line() {
      lineIsFirst = false;
      aIsFirst = !aIsFirst;
      return aIsFirst ? ofA().or(this::ofB) : ofB().or(this::ofA);
    }

    private Optional<byte[]> ofA() {
      var line = inlet(0).take();
      linesOfA += line.isPresent() ? 1 : 0;
      return line.map(one -> Merging.of('A', one.text()));
    }

    private Optional<byte[]> ofB() {
      var line = inlet(1).take();
      linesOfB += line.isPresent() ? 1 : 0;
      return line.map(one -> Merging.of('B', one.text()));
    }

    @Override
    byte[] last() {
      return status().bytes();
    }

    @Override
    Reply reply() {
      return status();
    }

    private Line status() {
      return Merging.status(linesOfA, linesOfB);
    }
  }
}
