package fiveways.blocking;

import fiveways.blocking.engine.CancelScope;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * What an operation is in this model: a call, and nothing happens before somebody calls it.
 *
 * <p>It blocks the thread that calls it, and that thread cannot be woken by an interrupt while it
 * waits for a socket. So whoever calls it hands in a scope, and the call puts into that scope
 * whatever it is going to wait on. Cancelling the scope closes it, and then the call ends with an
 * {@link IOException}. What a call keeps to itself, nobody can end.
 */
@FunctionalInterface
public interface Call {

  /**
   * Blocks until the operation has ended.
   *
   * @throws IOException if it failed, or if the scope was cancelled
   * @throws TimeoutException if a deadline inside has passed
   */
  Reply in(CancelScope scope) throws IOException, TimeoutException;

  /** The same, with a failure as something to look at. */
  default Outcome outcome(CancelScope scope) {
    try {
      return in(scope);
    } catch (IOException | TimeoutException | RuntimeException failure) {
      return new Failed(failure);
    }
  }
}
