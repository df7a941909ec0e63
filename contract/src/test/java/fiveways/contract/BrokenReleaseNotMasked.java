package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Closes the resource in a {@code finally}, in the thread that was cancelled.
 *
 * <p>That the thread was interrupted is still noted there, and so the first thing that waits ends
 * at once: the connect of the very request that was to close it.
 */
@Breaks(
    value = {"RACE-7", "RACE-8"},
    perhaps = {"PROG-4", "RACE-5"},
    seen = "what the peer was asked")
public final class BrokenReleaseNotMasked extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      protected Held held(Resource<Callable<Reply>> resource) {
        return new Held(resource) {
          @Override
          protected void closing(Callable<Reply> close) throws IOException, TimeoutException {
            try {
              var _ = bounded(close, resource().limit()).call();
            } catch (IOException | TimeoutException e) {
              throw e;
            } catch (Exception cancelled) {
              throw new IOException(cancelled);
            }
          }
        };
      }
    };
  }
}
