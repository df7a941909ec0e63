package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Looks whether it was cancelled when it has opened, before the {@code try} that closes it again.
 *
 * <p>Whoever is cancelled between the two has opened for nothing. It is one line, and it is hit
 * once in a thousand times; the test sees to it that it is.
 */
@Breaks(
    value = "RACE-7",
    perhaps = {"RACE-5", "RACE-8"},
    seen = "what the peer was asked")
public final class BrokenLeakBeforeTheTry extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      Callable<Reply> using(
          Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
        return () -> {
          var held = held(resource);
          var acquired = held.open();
          refuseIfCancelledMeanwhile();
          try (held) {
            return use.apply(acquired).call();
          }
        };
      }
    };
  }
}
