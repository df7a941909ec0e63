package fiveways.contract;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * Wraps what the operation failed with into another exception on its way out.
 *
 * <p>Futures do it: {@code get()} throws an {@code ExecutionException}, {@code join()} a {@code
 * CompletionException}, and unwrapping is easily forgotten. {@code catch (ConnectException e)} then
 * catches nothing.
 */
@Breaks(
    value = "TIME-5",
    perhaps = {"RACE-5", "RACE-7", "RACE-8"},
    seen = "CompletionException")
public final class BrokenFailureWrapped extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected Reply inTime(Outcome outcome, Duration deadline, boolean late) throws Exception {
        if (!late && outcome instanceof Failed(IOException cause)) {
          throw new CompletionException(cause);
        }
        return super.inTime(outcome, deadline, late);
      }
    };
  }
}
