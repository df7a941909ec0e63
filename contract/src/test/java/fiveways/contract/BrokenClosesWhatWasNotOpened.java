package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Closes in a {@code finally}, whether or not it was opened.
 *
 * <p>The variable with the id has to stand before the {@code try}, and its first value goes out on
 * the wire if opening fails: {@code CLOSE null}.
 */
@Breaks(value = "RACE-7", seen = "what the peer was asked")
public final class BrokenClosesWhatWasNotOpened extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      protected Held held(Resource<Callable<Reply>> resource) {
        return new Held(resource) {
          @Override
          protected Optional<Reply> acquired() {
            return super.acquired().or(() -> Optional.of(new Line("ID null")));
          }
        };
      }
    };
  }
}
