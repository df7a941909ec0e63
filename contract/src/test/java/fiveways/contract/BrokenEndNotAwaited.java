package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Tells the work to stop, and does not wait until it has.
 *
 * <p>{@code future.cancel(true)} comes back at once, whatever the work does with it. Mostly it is
 * quick to end, and all is well; what does not look at its interrupt goes on, and nobody knows.
 */
@Breaks(
    value = {"TIME-8", "TIME-11"},
    perhaps = {"RACE-5", "RACE-6", "RACE-7", "RACE-8"},
    seen = "the computation goes on")
public final class BrokenEndNotAwaited extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected Outcome awaitEnd(Callable<Reply> operation, long limit)
          throws InterruptedException {
        var task = new FutureTask<>(operation);
        var worker = Thread.ofVirtual().name("reference-worker").start(task);
        try {
          return outcome(task, limit);
        } finally {
          worker.interrupt();
        }
      }
    };
  }
}
