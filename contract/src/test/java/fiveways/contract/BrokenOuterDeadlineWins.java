package fiveways.contract;

import fiveways.contract.api.Reply;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The outer deadline replaces the inner one.
 *
 * <p>"The deadline is passed down" is good advice, taken too far: what the caller gave replaces
 * what the operation had asked for itself, also where that was shorter.
 */
@Breaks(value = "TIME-6", seen = "")
public final class BrokenOuterDeadlineWins extends ReferenceSubject {
  /** An operation that had a deadline of its own, and what it was without. */
  private record Bounded(Callable<Reply> without, Callable<Reply> bounded)
      implements Callable<Reply> {
    @Override
    public Reply call() throws Exception {
      return bounded.call();
    }
  }

  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      Callable<Reply> within(Duration deadline, Callable<Reply> operation) {
        var without = operation instanceof Bounded inner ? inner.without() : operation;
        return new Bounded(without, super.within(deadline, without));
      }
    };
  }
}
