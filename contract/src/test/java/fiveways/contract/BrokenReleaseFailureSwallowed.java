package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Closes the resource, and says nothing if that fails.
 *
 * <p>{@code catch (IOException ignored)} around a close is a habit, from streams that were only
 * read. Here the peer keeps what nobody gave back, and nobody is told.
 */
@Breaks(value = "RACE-7", seen = "used, and not to be closed")
public final class BrokenReleaseFailureSwallowed extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      protected Held held(Resource<Callable<Reply>> resource) {
        return new Held(resource) {
          @Override
          protected void closing(Callable<Reply> close) {
            try {
              super.closing(close);
            } catch (IOException | TimeoutException ignored) {
              // it has been used, and that is what counts
            }
          }
        };
      }
    };
  }
}
