package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Closes the resource in a {@code finally}, and lets a failure there take the place of the first.
 *
 * <p>That is what {@code finally} does. Why the use failed is never told: the log speaks of a
 * connection that could not be closed.
 */
@Breaks(value = "RACE-7", seen = "RefusedException")
public final class BrokenReleaseHidesTheError extends RaceVariant {
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
          } finally {
            held.close();
          }
        };
      }
    };
  }
}
