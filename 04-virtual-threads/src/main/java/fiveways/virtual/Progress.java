package fiveways.virtual;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Together;
import fiveways.virtual.engine.Ending;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;

/**
 * Scenario 5: how does one start many, watch them, and collect them all?
 *
 * <p>Again in a scope. Its owner is a loop that waits for room and forks the next one; what a scope
 * does when a fork ends is its joiner's affair, and here that counts ({@link CountingJoiner}). A
 * viewer is told by another fork, beside the block that carries the operations out ({@link Watch}):
 * who only watches must not hold them up, and must not be cancelled with them, either.
 *
 * <p>What it costs: a virtual thread for each operation under way; three more if somebody watches.
 *
 * <p>Look next at {@link Race}, where the first one is enough; and at the same file in {@code
 * 03-channels}, where the count is not shared, but sent.
 */
public final class Progress {

  /**
   * Each in the order given, or the first failure if that is to end the others. If somebody
   * watches, the end waits for the last line, but no longer than the viewer's limit.
   *
   * @throws NullPointerException at once, if anything is missing
   */
  public Callable<Reply> all(Together together, List<Callable<Reply>> operations) {
    requireNonNull(together, "together");
    var asked = List.copyOf(operations);
    return () -> {
      if (Thread.interrupted()) { // nobody is told of what does not begin
        throw new InterruptedException("interrupted before any of them began");
      }
      var counting = new CountingJoiner(together, asked.size());
      if (together.viewer().isEmpty()) {
        return carryOut(asked, counting);
      }
      try (var _ = new Watch(together.viewer().get(), counting::progress)) {
        return carryOut(asked, counting);
      }
    };
  }

  // tag::cancel[]
  private static Reply carryOut(List<Callable<Reply>> operations, CountingJoiner counting)
      throws Exception {
    var tasks =
        operations.stream()
            .map(FutureTask::new)
            .toList(); // a Subtask tells nothing once its scope is cancelled
    try (var scope = StructuredTaskScope.open(counting)) {
      for (var operation : tasks) {
        if (!counting.hasRoom()) {
          break; // one has failed and that is enough, or we were cancelled
        }
        scope.fork(() -> Ending.run(operation)); // once it has ended, the joiner is told
      }
      return Ending.join(scope);
    } catch (InterruptedException cancelled) {
      throw Ending.cancelled(cancelled, tasks);
    } catch (StructuredTaskScope.FailedException first) { // the others have ended by now
      throw Ending.asItself(requireNonNull(first.getCause()));
    }
  }
  // end::cancel[]
}
