package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Builds the use before the {@code try} that closes the resource again.
 *
 * <p>Building does nothing, so what should go wrong? It is a function that somebody else wrote.
 * When it throws, what was opened stays open.
 */
@Breaks(value = "RACE-7", seen = "what the peer was asked")
public final class BrokenUseBuiltOutsideTheTry extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      Callable<Reply> using(
          Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
        return () -> {
          var held = held(resource);
          var acquired = held.open();
          var operation = use.apply(acquired);
          try (held) {
            refuseIfCancelledMeanwhile();
            return operation.call();
          }
        };
      }
    };
  }
}
