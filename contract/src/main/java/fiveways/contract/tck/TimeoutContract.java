package fiveways.contract.tck;

/**
 * Scenario 2: bound any operation from outside.
 *
 * @param <O> the model's own type of operation
 */
public abstract class TimeoutContract<O> extends Contract<O> {
  protected TimeoutContract(Subject<O> subject) {
    super(subject, "TIME-4", "TIME-4");
  }
}
