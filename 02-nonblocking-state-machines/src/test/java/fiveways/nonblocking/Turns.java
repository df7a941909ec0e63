package fiveways.nonblocking;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.tck.Tally;
import fiveways.nonblocking.engine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Scenario 9: who else runs between two of my steps?
 *
 * <p>Within a step nobody: the loop brings the next event when this one is dealt with. So an
 * addition that is one step needs no lock, however long it takes. Between two steps everybody: what
 * one machine has read before it waits, another may have changed by the time it goes on.
 *
 * <p>Look next at the same file in {@code 05-async-combinators}, where it takes a second look to
 * see what is one step and what is two.
 */
final class Turns {
  private Turns() {}

  /** Each addition is a step. */
  static Operation adding(int activities, Tally tally) {
    return all(
        activities,
        (loop, end) ->
            () ->
                loop.execute(() -> {
                  tally.set(tally.get() + 1);
                  end.accept(new Line("added"));
                }));
  }

  /** Each addition is two steps: up to the wait, and from its end on. */
  static Operation addingAround(Operation wait, int activities, Tally tally) {
    return all(
        activities,
        (loop, end) ->
            () ->
                loop.execute(() -> {
                  int seen = tally.get();
                  Consumer<Outcome> goOn =
                      outcome -> {
                        tally.set(seen + 1);
                        end.accept(outcome);
                      };
                  wait.on(loop, goOn).start();
                }));
  }

  /** A machine for each, all on one loop; ends when they have, with a failure if there was one. */
  private static Operation all(int many, Operation activity) {
    return (loop, end) -> {
      var outcomes = new ArrayList<Outcome>(); // they share it, and a step at a time adds to it
      Consumer<Outcome> oneMore =
          outcome -> {
            outcomes.add(outcome);
            if (outcomes.size() == many) {
              end.accept(allOf(outcomes));
            }
          };
      var machines = Stream.generate(() -> activity.on(loop, oneMore)).limit(many).toList();
      return () -> machines.forEach(Machine::start);
    };
  }

  private static Outcome allOf(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Failed.class::isInstance)
        .findFirst()
        .orElse(new Line("all added"));
  }
}
