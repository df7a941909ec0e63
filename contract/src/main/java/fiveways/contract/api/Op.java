package fiveways.contract.api;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

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
      case FirstOf(Duration hedge, List<Op> attempts) -> model.firstOf(hedge, in(model, attempts));
      case All(Together together, List<Op> operations) ->
          model.all(together, in(model, operations));
      case Using(Op open, Op close, Duration limit, Op use) ->
          model.using(
              new Resource<>(open.in(model), bound(close, model), limit), bound(use, model));
    };
  }

  private static <O> List<O> in(Operations<O> model, List<Op> operations) {
    return operations.stream().map(operation -> operation.in(model)).toList();
  }

  private static <O> Function<Reply, O> bound(Op open, Operations<O> model) {
    return acquired -> open.with(Using.id(acquired)).in(model);
  }

  /**
   * With this id in the place of {@value Using#ID}, wherever a line says it. What a nested {@link
   * Using} closes and uses is its own: there the innermost id is meant.
   */
  private Op with(String id) {
    return switch (this) {
      case Ask(Peer peer, String line) -> new Ask(peer, line.replace(Using.ID, id));
      case Within(Duration deadline, Op operation) -> new Within(deadline, operation.with(id));
      case FirstOf(Duration hedge, List<Op> attempts) -> new FirstOf(hedge, with(id, attempts));
      case All(Together together, List<Op> operations) -> new All(together, with(id, operations));
      case Using(Op open, Op close, Duration limit, Op use) ->
          new Using(open.with(id), close, limit, use);
    };
  }

  private static List<Op> with(String id, List<Op> operations) {
    return operations.stream().map(operation -> operation.with(id)).toList();
  }

  /** {@link Operations#ask}. */
  record Ask(Peer peer, String line) implements Op {}

  /** {@link Operations#within}. */
  record Within(Duration deadline, Op operation) implements Op {}

  /** {@link Operations#firstOf}. */
  record FirstOf(Duration hedge, List<Op> attempts) implements Op {}

  /** {@link Operations#all}. */
  record All(Together together, List<Op> operations) implements Op {}

  /**
   * {@link Operations#using}, where {@code open} is answered by {@code ID <id>}, and the lines of
   * {@code close} and {@code use} say {@value #ID} where that id belongs.
   */
  record Using(Op open, Op close, Duration limit, Op use) implements Op {
    /** Stands for the id of what was opened. */
    public static final String ID = "<id>";

    private static String id(Reply acquired) {
      return switch (acquired) {
        case Line(String text) when text.startsWith("ID ") -> text.substring(3);
        case Line(String text) -> throw new IllegalArgumentException("not an ID: " + text);
        case Each _ -> throw new IllegalArgumentException("not an ID: several replies");
      };
    }
  }
}
