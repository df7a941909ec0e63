package fiveways.contract;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Reports every timeout that comes from inside as its own.
 *
 * <p>{@code catch (TimeoutException e)} around a call that has a deadline of its own cannot tell
 * whose time is up. The log says "no end within an hour" after a second, and somebody looks for it
 * in the wrong place.
 */
@Breaks(value = "TIME-6", seen = "has not passed")
public final class BrokenOuterTakesTheBlame extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected Reply inTime(Outcome outcome, Duration deadline, boolean late) throws Exception {
        return super.inTime(outcome, deadline, late || timedOut(outcome));
      }

      private static boolean timedOut(Outcome outcome) {
        return outcome instanceof Failed(TimeoutException _);
      }
    };
  }
}
