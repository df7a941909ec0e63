package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Opens a resource like anything else: a cancel ends it.
 *
 * <p>The peer has opened it by then, and its reply is on the way to nobody. What nobody knows of,
 * nobody closes.
 */
@Breaks(
    value = "RACE-7",
    perhaps = {"RACE-5", "RACE-8"},
    seen = "it came back before the reply")
public final class BrokenOpenNotMasked extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      protected Held held(Resource<Callable<Reply>> resource) {
        return new Held(resource) {
          @Override
          protected Reply opening(Callable<Reply> open)
              throws IOException, TimeoutException, InterruptedException {
            try {
              return bounded(open, resource().limit()).call();
            } catch (IOException | TimeoutException | InterruptedException | RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        };
      }
    };
  }
}
