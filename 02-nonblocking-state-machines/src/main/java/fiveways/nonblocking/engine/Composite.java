package fiveways.nonblocking.engine;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A machine that has other machines under way inside. Their ends are its events; it can ask them to
 * end, and must not have ended itself before they all have.
 *
 * @param <S> its states
 */
public abstract class Composite<S> extends StateMachine<S> implements Machine {
  private final Loop loop;
  private final Consumer<Outcome> end;
  private final Map<Integer, Part> underWay = new LinkedHashMap<>();
  private final SortedMap<Integer, Outcome> outcomes = new TreeMap<>();
  private int begun;

  protected Composite(S first, Loop loop, Consumer<Outcome> end) {
    super(first);
    this.loop = loop;
    this.end = end;
  }

  protected final Loop loop() {
    return loop;
  }

  /** Starts one more machine inside. */
  protected final void begin(BiFunction<Loop, Consumer<Outcome>, Machine> operation) {
    int number = begun++;
    var part = new Part(loop, operation, outcome -> told(number, outcome));
    underWay.put(number, part); // first of all, so that a cancel finds it
    part.start();
  }

  private void told(int number, Outcome outcome) {
    underWay.remove(number);
    outcomes.put(number, outcome);
    ended(number, outcome);
    if (underWay.isEmpty()) {
      alone();
    }
  }

  /**
   * The machine that was begun as that one, counted from 0, has ended: it is not under way any
   * more. Never told from within {@link #begin}.
   */
  protected abstract void ended(int number, Outcome outcome);

  /** All that were begun have ended. */
  protected void alone() {}

  /** Asks all that are under way to end. Each may do so from within this call, or later. */
  protected final void cancelParts() {
    List.copyOf(underWay.values()).forEach(Part::cancel);
  }

  /** How many were begun. */
  protected final int begun() {
    return begun;
  }

  /** How many of them have not ended. */
  protected final int underWay() {
    return underWay.size();
  }

  /** How they have ended, those that have, in the order in which they were begun. */
  protected final List<Outcome> outcomes() {
    return List.copyOf(outcomes.values());
  }

  /** What those have failed with that have, in that order. */
  protected final List<Exception> failures() {
    return outcomes.values().stream()
        .filter(Failed.class::isInstance)
        .map(failed -> ((Failed) failed).cause())
        .toList();
  }

  /** The same, and it tells what those inside have failed with: how far each of them had got. */
  protected final Failed telling(Failed cancelled) {
    failures().forEach(cancelled.cause()::addSuppressed);
    return cancelled;
  }

  /** Tells its own end, to be said once. */
  protected final void end(Outcome outcome) {
    end.accept(outcome);
  }
}
