package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Hands over the reply of an operation that ended after its deadline, because there it was.
 *
 * <p>It seems a pity to throw it away. But whoever gave ten seconds has to be told after them that
 * there is nothing, always, or the deadline means something only when the work is quick to stop.
 */
@Breaks(
    value = {"TIME-3", "TIME-6"},
    perhaps = "RACE-7",
    seen = "")
public final class BrokenLateSuccess extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected Outcome awaitEnd(Callable<Reply> operation, long limit)
          throws InterruptedException {
        var task = new FutureTask<>(operation);
        var worker = Thread.ofVirtual().name("reference-worker").start(task);
        Outcome outcome;
        try {
          outcome = outcome(task, limit);
        } finally {
          worker.interrupt();
          joinUninterruptibly(worker);
        }
        return task.state() == FutureTask.State.SUCCESS ? task.resultNow() : outcome;
      }

      @Override
      protected Reply inTime(Outcome outcome, Duration deadline, boolean late) throws Exception {
        return outcome instanceof Reply reply ? reply : super.inTime(outcome, deadline, late);
      }
    };
  }
}
