package fiveways.contract.tck;

/**
 * Scenario 1: a server for many clients.
 *
 * @param <O> the model's own type of operation
 */
public abstract class EchoContract<O> extends Contract<O> {
  protected EchoContract(Subject<O> subject) {
    super(subject, "ECHO-5", "ECHO-6");
  }
}
