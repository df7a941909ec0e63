package fiveways.channels;

import static com.softwaremill.jox.Select.defaultClause;
import static com.softwaremill.jox.Select.select;
import static java.util.Objects.requireNonNull;

import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Stop;
import fiveways.channels.engine.Stopped;
import fiveways.channels.engine.Team;
import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * Scenario 5: how does one start many, watch them, and collect what they bring?
 *
 * <p>One actor starts them, hears of each end, and counts; so the counts are its own, and nobody
 * else can look at them. They are sent instead: whenever it waits, it offers the line of this
 * moment over a channel without a buffer, beside everything else that may happen. Whoever is to
 * write a line takes it then, and not before ({@link Onlooker}). An offer that nobody takes costs
 * no time and is made anew with the next count, so a slow viewer holds up nothing, and no line
 * waits that has become wrong.
 *
 * <p>What it costs: an actor for each operation under way, and one for the viewer. Look next at
 * {@link Race}, which is the same actor as long as nobody has won; and at the same file in {@code
 * 01-blocking-threads}, where counts are shared, and have a lock.
 */
public final class Progress {
  private final ActorSystem actors;

  public Progress(ActorSystem actors) {
    this.actors = actors;
  }

  /** All of them, as many at once as may be; their outcomes in the order given. */
  // tag::cancel[]
  public Behaviour all(Together together, List<Behaviour> operations) {
    requireNonNull(together, "together");
    var asked = List.copyOf(operations);
    return stop -> {
      if (stop.said()) {
        throw new Stopped("it was begun");
      }
      var work = new Work(together, asked);
      try (work) { // however it ends, it ends everybody
        return work.toTheEnd(stop);
      } finally {
        work.viewer.end(work.counts());
      }
    };
  }

  // end::cancel[]

  /** What the actor that keeps the counts waits for. */
  private sealed interface Heard {}

  private record Ended(int who, Outcome how) implements Heard {}

  private enum Signal implements Heard {
    STOP,
    SHOWN,
    ROOM
  }

  /** What the actor that keeps the counts knows, and nobody else. */
  private final class Work implements AutoCloseable {
    private final Together together;
    private final List<Behaviour> operations;
    private final TreeMap<Integer, Outcome> outcomes = new TreeMap<>();
    private final Team underWay = new Team(actors);
    private final Onlooker viewer;
    private int started;
    private int done;
    private int failed;

    Work(Together together, List<Behaviour> operations) {
      this.together = together;
      this.operations = operations;
      viewer = new Onlooker(actors, together.viewer());
    }

    /** The line of this moment. */
    Line counts() {
      return Viewer.progress(done, failed, operations.size());
    }

    // tag::cancel[]
    Reply toTheEnd(Stop stop) throws IOException, TimeoutException, InterruptedException {
      while (outcomes.size() < operations.size()) {
        switch (next(stop)) {
          case Signal.STOP -> throw withTheOthers(new Stopped("all had ended"));
          case Signal.SHOWN -> {} // and when it waits again, it offers what is true then
          case Signal.ROOM -> startNext();
          case Ended(int who, Outcome how) -> ended(who, how);
        }
      }
      return new Each(List.copyOf(outcomes.values()));
    }

    // end::cancel[]

    /** In this order, if several have come: nobody starts after stop, or after a failure. */
    private Heard next(Stop stop) throws InterruptedException {
      var stopped = stop.<Heard>heard(() -> Signal.STOP);
      var ended = underWay.<Heard>ended(Ended::new);
      var shown = viewer.<Heard>takes(counts(), Signal.SHOWN);
      return started < operations.size() && underWay.size() < together.limit()
          ? select(stopped, ended, shown, defaultClause(Signal.ROOM))
          : select(stopped, ended, shown);
    }

    private void startNext() {
      underWay.start("operation", started, operations.get(started)::until);
      started++;
    }

    // tag::cancel[]
    private void ended(int who, Outcome how)
        throws IOException, TimeoutException, InterruptedException {
      outcomes.put(who, how);
      switch (how) {
        case Reply _ -> done++;
        case Failed(var cause) -> {
          failed++;
          if (together.failFast()) {
            withTheOthers(cause);
            how.orThrow();
          }
        }
      }
    }

    // end::cancel[]

    /** Stops them and awaits their ends; what goes wrong then, the failure tells. */
    // tag::cancel[]
    private <E extends Exception> E withTheOthers(E failure) throws InterruptedException {
      underWay.stop();
      while (underWay.size() > 0) {
        var shown = viewer.<Heard>takes(counts(), Signal.SHOWN);
        if (select(underWay.ended(Ended::new), shown) instanceof Ended(var _, var how)) {
          done += how instanceof Reply ? 1 : 0; // it came all the same
          Stopped.tell(failure, how);
        }
      }
      return failure;
    }

    // end::cancel[]

    @Override
    public void close() {
      underWay.close();
    }
  }
}
