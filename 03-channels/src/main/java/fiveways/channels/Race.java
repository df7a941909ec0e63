package fiveways.channels;

import static com.softwaremill.jox.Select.defaultClause;
import static com.softwaremill.jox.Select.select;
import static java.util.Objects.requireNonNull;

import com.softwaremill.jox.SelectClause;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Stop;
import fiveways.channels.engine.Stopped;
import fiveways.channels.engine.Team;
import fiveways.channels.engine.Timer;
import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Scenario 4: several attempts, and the first success wins. What becomes of the others?
 *
 * <p>A race is an actor that waits in one {@code select}: for stop, for whichever attempt ends
 * next, and for the time to start one more. Nobody else knows who has won, who has failed, and who
 * is still running, so nobody has to be kept from finding out at the same time. When it is decided,
 * the race tells each loser to stop and awaits its end; then it replies. To mask an operation, as
 * {@link #using} does with opening and closing, takes nothing but not to pass the word on: it is
 * given a stop that nobody says.
 *
 * <p>What it costs: an actor for each attempt, besides those that the attempt itself needs. And a
 * word is heard only where somebody listens for it: that a race was stopped while it opened a
 * resource has to be asked for afterwards.
 *
 * <p>Look next at {@link Progress}, which waits for all instead of one; and at the same file in
 * {@code 04-virtual-threads}, where an interrupt reaches into everything, and masking takes more.
 */
@SuppressWarnings("try") // to close may be to wait, and nobody interrupts an actor
public final class Race {
  private final ActorSystem actors;
  private final Timeout timeout;

  /**
   * @param timeout how opening and closing are bounded, which are operations like others
   */
  public Race(ActorSystem actors, Timeout timeout) {
    this.actors = actors;
    this.timeout = timeout;
  }

  /**
   * The first attempt that succeeds; the others have ended by then.
   *
   * @throws IllegalArgumentException at once, if the hedge is negative, or there is no attempt
   */
  // tag::cancel[]
  public Behaviour firstOf(Duration hedge, List<Behaviour> attempts) {
    Settings.notNegative("hedge", hedge);
    var racers = Settings.atLeastOne(attempts);
    return stop -> {
      try (var racing = new Racing(hedge, racers)) { // however it ends, it ends everybody
        return racing.winner(stop);
      }
    };
  }

  // end::cancel[]

  /** What the actor that runs a race waits for. */
  private sealed interface Heard {}

  private record Ended(int who, Outcome how) implements Heard {}

  private enum Signal implements Heard {
    STOP,
    NEXT
  }

  /** What the actor that runs a race knows, and nobody else. */
  private final class Racing implements AutoCloseable {
    private final Duration hedge;
    private final List<Behaviour> attempts;
    private final TreeMap<Integer, Exception> causes = new TreeMap<>();
    private final Team running = new Team(actors);
    private Timer<Heard> hedging = actors.clock().timer(Signal.NEXT);
    private int started;
    private boolean due = true;

    Racing(Duration hedge, List<Behaviour> attempts) {
      this.hedge = hedge;
      this.attempts = attempts;
    }

    // tag::cancel[]
    Reply winner(Stop stop) throws IOException, InterruptedException {
      while (causes.size() < attempts.size()) {
        // In this order, if several have come: nobody starts after stop, or a success.
        switch (select(stop.heard(() -> Signal.STOP), running.ended(Ended::new), next())) {
          case Signal.STOP -> throw stopped();
          case Signal.NEXT -> startNext();
          case Ended(var _, Reply reply) -> {
            return reply; // by way of close()
          }
          case Ended(int who, Failed(var cause)) -> failed(who, cause);
        }
      }
      throw new AllFailedException(List.copyOf(causes.values()));
    }

    // end::cancel[]

    /** The word that it is the next one's turn; at once if it is due, and nothing else has come. */
    private SelectClause<Heard> next() {
      return waiting() && due ? defaultClause(Signal.NEXT) : hedging.rings();
    }

    private boolean waiting() {
      return started < attempts.size();
    }

    private void startNext() {
      running.start("attempt", started, attempts.get(started)::until);
      started++;
      hedging.close(); // and another one: this one may have rung, and not been heard
      hedging = actors.clock().timer(Signal.NEXT);
      due = hedge.isZero();
      if (waiting() && !due) {
        hedging.in(hedge);
      }
    }

    private void failed(int who, Exception cause) {
      causes.put(who, cause);
      due = due || who == started - 1;
    }

    // tag::cancel[]
    private Stopped stopped() {
      var stopped = new Stopped("an attempt had succeeded");
      running.end().forEach(how -> Stopped.tell(stopped, how));
      return stopped;
    }

    /** Withdraws the timer, tells whoever is still running to stop, and awaits their ends. */
    @Override
    public void close() {
      hedging.close();
      running.close();
    }
    // end::cancel[]
  }

  /**
   * Opens, uses and closes; only the use hears stop.
   *
   * @param use what is done with what was opened
   */
  // tag::cleanup[]
  public Behaviour using(Resource<Behaviour> resource, Function<Reply, Behaviour> use) {
    requireNonNull(resource, "resource");
    requireNonNull(use, "use");
    return stop -> {
      throwIfSaid(stop, "it was opened");
      try (var held = new Held(resource, timeout)) {
        var acquired = held.open();
        throwIfSaid(stop, "it was used"); // meanwhile nobody has listened
        return use.apply(acquired).until(stop);
      }
    };
  }

  // end::cleanup[]

  private static void throwIfSaid(Stop stop, String before) throws Stopped, InterruptedException {
    if (stop.said()) {
      throw new Stopped(before);
    }
  }
}
