package fiveways.virtual;

import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Tally;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;

/**
 * Scenario 9: who else runs between two of my steps?
 *
 * <p>Everybody, as in {@code 01-blocking-threads}. A scope says who waits for whom, and how all of
 * it ends; it does not say who may touch what. And a virtual thread is a thread: it runs beside
 * others on as many carriers as there are processors, and a wait looks like any other line.
 *
 * <p>Look next at the same file in {@code 03-channels}, where the number has an owner.
 */
final class Turns {
  private Turns() {}

  /** Each activity in one line, which is two steps to whoever runs at the same time. */
  static Callable<Reply> adding(int activities, Tally tally) {
    return inAScope(
        activities,
        () -> {
          tally.set(tally.get() + 1);
          return new Line("added");
        });
  }

  /** What was read before the wait may be long out of date after it. */
  static Callable<Reply> addingAround(Callable<Reply> wait, int activities, Tally tally) {
    return inAScope(
        activities,
        () -> {
          int seen = tally.get();
          var reply = wait.call();
          tally.set(seen + 1);
          return reply;
        });
  }

  /** A fork for each. */
  private static Callable<Reply> inAScope(int many, Callable<Reply> activity) {
    return () -> {
      try (var scope = StructuredTaskScope.<Reply>open()) {
        for (int i = 0; i < many; i++) {
          scope.fork(activity);
        }
        scope.join(); // fails with the first that fails
        return new Line("all added");
      }
    };
  }
}
