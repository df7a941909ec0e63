package fiveways.contract.api;

import java.time.Duration;

/**
 * A composition as data: what a property generates, what a failure prints, what another process can
 * be told.
 */
public sealed interface Op {

  /** The same composition in a model's own type of operation. */
  default <O> O in(Operations<O> model) {
    return switch (this) {
      case Ask(Peer peer, String line) -> model.ask(peer, line);
      case Within(Duration deadline, Op operation) -> model.within(deadline, operation.in(model));
    };
  }

  /** {@link Operations#ask}. */
  record Ask(Peer peer, String line) implements Op {}

  /** {@link Operations#within}. */
  record Within(Duration deadline, Op operation) implements Op {}
}
