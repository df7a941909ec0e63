package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Waits for a future until the deadline, and leaves the rest to itself.
 *
 * <p>{@code executor.submit(…).get(10, SECONDS)} is the first thing that everybody writes, and to
 * the caller it is perfect. The thread, its socket and the peer know nothing of the deadline; under
 * load such workers pile up. And the worker still wants what it waits for: it takes the next
 * client, or the next line, and hands it to nobody.
 */
@Breaks(
    value = {"TIME-4", "TIME-9", "TIME-10", "TIME-11", "TIME-12"},
    perhaps = {"RACE-1", "RACE-5", "RACE-7", "RACE-8"},
    seen = "the peer still sees the connection open")
public final class BrokenWorkerLeftBehind extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected Outcome awaitEnd(Callable<Reply> operation, long limit)
          throws InterruptedException {
        var task = new FutureTask<>(operation);
        var worker = Thread.ofVirtual().name("reference-worker").start(task);
        try {
          var outcome = outcome(task, limit);
          if (task.isDone()) {
            joinUninterruptibly(worker);
          }
          return outcome;
        } catch (InterruptedException cancelled) {
          worker.interrupt();
          joinUninterruptibly(worker);
          throw cancelled;
        }
      }
    };
  }
}
