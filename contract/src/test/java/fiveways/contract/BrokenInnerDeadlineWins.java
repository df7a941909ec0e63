package fiveways.contract;

import fiveways.contract.api.Reply;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The inner deadline replaces the outer one.
 *
 * <p>There is one place where the timeout is kept, a thread-local, a field of the client, the
 * socket itself, and whoever sets it last has set it. A library that gives itself an hour then
 * takes it, in whatever hurry its caller is.
 */
@Breaks(value = "TIME-6", perhaps = "RACE-5", seen = "")
public final class BrokenInnerDeadlineWins extends ReferenceSubject {
  /** An operation that has a deadline already. */
  private record Bounded(Callable<Reply> operation) implements Callable<Reply> {
    @Override
    public Reply call() throws Exception {
      return operation.call();
    }
  }

  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      Callable<Reply> within(Duration deadline, Callable<Reply> operation) {
        return operation instanceof Bounded
            ? operation
            : new Bounded(super.within(deadline, operation));
      }
    };
  }
}
