package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Closes the resource after the use, when there is an after.
 *
 * <p>Three lines, one below the other: open, use, close. A use that fails, or is cancelled, never
 * comes to the third.
 */
@Breaks(
    value = {"RACE-7", "RACE-8"},
    perhaps = {"PROG-4", "RACE-5"},
    seen = "what the peer was asked")
public final class BrokenClosedOnlyAfterSuccess extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      Callable<Reply> using(
          Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
        return () -> {
          var held = held(resource);
          var acquired = held.open();
          var reply = use.apply(acquired).call();
          held.close();
          return reply;
        };
      }
    };
  }
}
