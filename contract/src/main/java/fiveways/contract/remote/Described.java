package fiveways.contract.remote;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An operation as it was described: built at once, and built anew where an id has to be put in.
 *
 * @param with the same with texts put in the place of others
 * @param <O> the model's own type of operation
 */
record Described<O>(O operation, Rebuilt<O> with) {

  /** The same operation, whose lines are rewritten like this. */
  @FunctionalInterface
  interface Rebuilt<O> {
    O with(UnaryOperator<String> rewriting);
  }

  /** One without a line of its own. */
  static <O> Described<O> fixed(O operation) {
    return new Described<>(operation, _ -> operation);
  }

  /** Builds it as it is now. */
  static <O> Described<O> of(Rebuilt<O> rebuilt) {
    return new Described<>(rebuilt.with(UnaryOperator.identity()), rebuilt);
  }

  static <O> List<O> with(List<Described<O>> some, UnaryOperator<String> rewriting) {
    return some.stream().map(one -> one.with().with(rewriting)).toList();
  }
}
