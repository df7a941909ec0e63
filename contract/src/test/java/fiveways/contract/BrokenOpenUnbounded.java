package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Opens the resource, however long it takes, and nobody can end it.
 *
 * <p>Opening had to be masked, and so it was. What is masked needs a limit of its own: the deadline
 * around it does not reach in.
 */
@Breaks(value = "RACE-7", seen = "half an ID line")
public final class BrokenOpenUnbounded extends RaceVariant {
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      protected Held held(Resource<Callable<Reply>> resource) {
        return new Held(resource) {
          @Override
          protected Reply opening(Callable<Reply> open)
              throws IOException, TimeoutException, InterruptedException {
            return masked(open, FOR_EVER);
          }
        };
      }
    };
  }
}
