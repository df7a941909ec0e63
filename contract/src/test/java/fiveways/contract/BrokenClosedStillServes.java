package fiveways.contract;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;

/**
 * Goes on when it has been closed, as if it had not.
 *
 * <p>Nothing was left to give back, so that nobody wrote down that it is closed. Who uses it later
 * starts threads that nobody will end.
 */
@Breaks(value = "TIME-8", perhaps = "RACE-8", seen = "of a closed model")
public final class BrokenClosedStillServes extends ReferenceSubject {
  @Override
  public ConcurrencyModel<Callable<Reply>> open() {
    return new Reference() {
      private final ReferenceOperations always = new ReferenceOperations();

      @Override
      protected ReferenceOperations open() {
        return always;
      }
    };
  }
}
