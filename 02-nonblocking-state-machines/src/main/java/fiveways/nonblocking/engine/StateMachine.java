package fiveways.nonblocking.engine;

/**
 * Where something stands, and what follows from getting there. A subclass adds its events: methods
 * that say, for each state, which is the next, or that it stays.
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

  /** Goes there. Nothing happens if it stays; a new state with the same content is a new one. */
  @SuppressWarnings("ReferenceEquality") // to stay is to return the very same state
  protected final void to(S next) {
    var before = state;
    if (next != before) {
      state = next; // first of all: what follows may be the next event
      left(before);
      entered(next);
    }
  }

  /** It is not in this state any more: lets go of what only that state needed. */
  protected void left(S before) {}

  /** It is in this state now: says what it waits for, or tells whom it concerns. */
  protected abstract void entered(S now);
}
