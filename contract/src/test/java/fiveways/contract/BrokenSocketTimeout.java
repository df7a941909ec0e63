package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Reports a deadline as {@code SocketTimeoutException}, as the socket does.
 *
 * <p>It is an {@code IOException}: whoever handles failures of the peer, by trying again perhaps,
 * now handles the end of his own patience in the same way.
 */
@Breaks(
    value = "TIME-3",
    perhaps = {"RACE-3", "RACE-5", "RACE-7"},
    seen = "expected a java.util.concurrent.TimeoutException")
public final class BrokenSocketTimeout extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected Reply inTime(Outcome outcome, Duration deadline, boolean late) throws Exception {
        if (late) {
          throw new SocketTimeoutException("no end within " + deadline);
        }
        return outcome.orThrow();
      }
    };
  }
}
