package fiveways.contract;

import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Turns the interrupt of the caller into an {@code IOException}.
 *
 * <p>The method may throw one, and it saves a {@code throws}. But now the caller takes the order to
 * stop for a failure of the peer, and asks another one.
 */
@Breaks(
    value = "TIME-8",
    perhaps = {"RACE-4", "RACE-7", "RACE-8"},
    seen = "expected a java.lang.InterruptedException")
public final class BrokenCancelIsAFailure extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      Reply run(Callable<Reply> operation)
          throws IOException, TimeoutException, InterruptedException {
        try {
          return super.run(operation);
        } catch (InterruptedException e) {
          throw new IOException("interrupted", e);
        }
      }
    };
  }
}
