package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Closes the resource when the use fails, and once more in the {@code finally}.
 *
 * <p>Two who clean up, each for itself: it cannot hurt, they say. The second one closes what may
 * belong to somebody else by then.
 */
@Breaks(
    value = {"RACE-7", "RACE-5"},
    perhaps = {"PROG-4", "RACE-8"},
    seen = "what the peer was asked")
public final class BrokenClosedTwice extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      Callable<Reply> using(
          Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
        return () -> {
          var held = held(resource);
          try {
            var acquired = held.open();
            refuseIfCancelledMeanwhile();
            return use.apply(acquired).call();
          } catch (Exception failed) {
            held.close();
            throw failed;
          } finally {
            held.close();
          }
        };
      }
    };
  }
}
