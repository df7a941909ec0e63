package fiveways.blocking;

import static java.util.Objects.requireNonNull;

import fiveways.blocking.engine.Alarms;
import fiveways.blocking.engine.Crew;
import fiveways.blocking.engine.Deadline;
import fiveways.contract.api.Each;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Together;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * Scenario 5: how does one start many operations, watch how far they are, and collect what came of
 * them?
 *
 * <p>Each operation under way has a thread, as in {@link Race}; the thread that was asked for all
 * of them starts one for each that ends, and is itself always waiting for the next end. So whoever
 * tells the viewer is one thread more ({@link Tally}), and the counts are what they share: those
 * that work add to them, and the one that tells reads them at the moment at which it writes.
 *
 * <p>That the viewer's last line comes after the last end and before anything is handed over, in
 * every ending, is the order of two resources in a {@code try}: what was opened first is closed
 * last.
 *
 * <p>What it costs: a platform thread for each operation under way, and one for the viewer. Look
 * next at the same file in {@code 04-virtual-threads}, which has the same shape.
 */
public final class Progress {
  private final Alarms alarms;

  public Progress(Alarms alarms) {
    this.alarms = alarms;
  }

  /**
   * All of them, each with its outcome in the order asked; or, failing fast, the first failure.
   *
   * @param together how many are under way at once, whether the first failure ends the others, and
   *     who watches
   */
  // tag::cancel[]
  public Call all(Together together, List<Call> operations) {
    requireNonNull(together, "together");
    var asked = List.copyOf(operations);
    return scope -> {
      scope.throwIfCancelled();
      try (var tally = new Tally(asked.size(), together.viewer(), alarms);
          var crew = new Crew("all", scope)) {
        return each(together, asked, crew, tally);
      } // however it went: the crew ends what is left, then the tally says its last line
    };
  }

  // end::cancel[]

  /** One more as long as there is room; and before each of them a look at what has ended. */
  private static Each each(Together together, List<Call> asked, Crew crew, Tally tally)
      throws IOException, TimeoutException {
    var outcomes = new TreeMap<Integer, Outcome>(); // in the order asked, not in which they ended
    while (outcomes.size() < asked.size()) {
      int underWay = crew.started() - outcomes.size();
      boolean room = crew.started() < asked.size() && underWay < together.limit();
      var ended = room ? crew.next(Deadline.in(Duration.ZERO)) : Optional.of(crew.next());
      if (ended.isEmpty()) {
        var call = asked.get(crew.started());
        crew.start(scope -> tally.count(call.outcome(scope), scope));
      } else {
        outcomes.put(ended.get().number(), ended.get().result());
        if (together.failFast()) {
          ended.get().result().orThrow(); // so that nothing is started after it
        }
      }
    }
    return new Each(List.copyOf(outcomes.values()));
  }
}
