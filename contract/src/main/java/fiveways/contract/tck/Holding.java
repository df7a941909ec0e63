package fiveways.contract.tck;

/**
 * An operation, and what can be done from outside to hold it between two of its steps. Its members
 * may be called from any thread and do not block.
 *
 * @param <O> the model's own type of operation
 */
public interface Holding<O> {

  /** What is to be run, by the model that it was described by. */
  O operation();

  /** Takes no further step from now on, but for the one that it is in; if that can be done. */
  void hold();

  /** Goes on. */
  void resume();

  /** Where there is no means to hold anybody. */
  static <O> Holding<O> byNothing(O operation) {
    return new Holding<>() {
      @Override
      public O operation() {
        return operation;
      }

      @Override
      public void hold() {}

      @Override
      public void resume() {}
    };
  }
}
