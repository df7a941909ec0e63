package fiveways.combinators;

import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Tally;
import java.util.Collections;
import reactor.core.publisher.Mono;

/**
 * Scenario 9: who else runs between two of my steps?
 *
 * <p>Within an operator nobody: what it does, it does on the one loop, and the loop goes on with
 * something else only when that is done. Between two operators, wherever one of them waits,
 * everybody: the value that is handed on may be long out of date when it arrives.
 *
 * <p>Look next at the same file in {@code 04-virtual-threads}, where not even the first holds.
 */
final class Turns {
  private Turns() {}

  /** Each addition within one operator. */
  static Mono<Reply> adding(int activities, Tally tally) {
    return all(
        activities,
        Mono.fromSupplier(() -> {
          tally.set(tally.get() + 1);
          return new Line("added");
        }));
  }

  /** One operator reads, one waits, one writes. */
  static Mono<Reply> addingAround(Mono<Reply> wait, int activities, Tally tally) {
    return all(
        activities,
        Mono.fromSupplier(tally::get).flatMap(seen -> wait.doOnNext(_ -> tally.set(seen + 1))));
  }

  /** All of them subscribed to; ends with the last one, or with the first that fails. */
  private static Mono<Reply> all(int many, Mono<Reply> activity) {
    return Mono.when(Collections.nCopies(many, activity)).thenReturn(new Line("all added"));
  }
}
