package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Closes the resource, however long it takes.
 *
 * <p>Masked and without a limit is the worst of both: no deadline ends it, and no caller.
 */
@Breaks(value = "RACE-7", seen = "used, and not to be closed")
public final class BrokenReleaseUnbounded extends RaceVariant {
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      protected Held held(Resource<Callable<Reply>> resource) {
        return new Held(resource) {
          @Override
          protected void closing(Callable<Reply> close) throws IOException, TimeoutException {
            var _ = masked(close, FOR_EVER);
          }
        };
      }
    };
  }
}
