package fiveways.blocking;

import fiveways.blocking.engine.Threads;
import fiveways.contract.api.Line;
import fiveways.contract.tck.Tally;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Scenario 9: who else runs between two of my steps?
 *
 * <p>Everybody. Threads run at the same time, and the system may change from one to another in the
 * middle of any line. Which steps belong together is known to nobody but a lock, and here is none:
 * so this loses updates, with a wait or without.
 *
 * <p>Look next at the same file in {@code 02-nonblocking-state-machines}, where a step is a step.
 */
final class Turns {
  private Turns() {}

  /** Each activity in one line, which is two steps to whoever runs at the same time. */
  static Call adding(int activities, Tally tally) {
    Call activity =
        _ -> {
          tally.set(tally.get() + 1);
          return new Line("added");
        };
    return inThreads(activities, activity);
  }

  /** What was read before the wait may be long out of date after it. */
  static Call addingAround(Call wait, int activities, Tally tally) {
    Call activity =
        scope -> {
          int seen = tally.get();
          var reply = wait.in(scope);
          tally.set(seen + 1);
          return reply;
        };
    return inThreads(activities, activity);
  }

  /** A thread for each; whatever they wait on is registered with the one scope. */
  private static Call inThreads(int many, Call activity) {
    return scope -> {
      var tasks =
          Stream.generate(() -> new FutureTask<>(() -> activity.outcome(scope)))
              .limit(many)
              .toList();
      var threads = tasks.stream().map(task -> Threads.start("activity", task)).toList();
      threads.forEach(Threads::join);
      for (var task : tasks) {
        var _ = task.resultNow().orThrow();
      }
      return new Line("all added");
    };
  }
}
