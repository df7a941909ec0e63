package fiveways.contract.tck;

/**
 * Scenario 3: do something periodically while waiting for something else.
 *
 * @param <O> the model's own type of operation
 */
public abstract class HeartbeatContract<O> extends Contract<O> {
  protected HeartbeatContract(Subject<O> subject) {
    super(subject, "BEAT-6", "BEAT-6");
  }
}
