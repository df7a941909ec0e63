package fiveways.nonblocking.engine;

import fiveways.contract.api.Failed;
import java.util.concurrent.CancellationException;

/**
 * Where something stands, and what follows from getting there. A subclass adds its events: methods
 * that switch over the state, and say for each where to go, or nothing, and then it stays.
 *
 * @param <S> a sealed interface; its records are the states, with what each of them has to know
 */
public abstract class StateMachine<S> {
  private S state;

  protected StateMachine(S first) {
    state = first;
  }

  /** Enters the first state. */
  public void start() {
    entered(state);
  }

  protected final S state() {
    return state;
  }

  /** Goes there, also if it is there already. To stay is not to call this. */
  protected final void to(S next) {
    var before = state;
    state = next; // first of all: what follows may be the next event
    left(before);
    entered(next);
  }

  /** What it ends with if it is cancelled just now: that tells how far it had got. */
  protected final Failed cancellation() {
    var name = state.getClass().getSimpleName();
    return new Failed(new CancellationException("cancelled in state " + name));
  }

  /** It is not in this state any more: lets go of what only that state needed. */
  protected void left(S before) {}

  /** It is in this state now: says what it waits for, or tells whom it concerns. */
  protected abstract void entered(S now);
}
