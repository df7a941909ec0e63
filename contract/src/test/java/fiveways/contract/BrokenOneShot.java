package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Describes something that can be run once.
 *
 * <p>A future is not an operation but the result of one: whoever runs it again gets what it came to
 * the first time, without anybody having been asked. It cannot be tried again, or raced against
 * itself.
 */
@Breaks(value = "TIME-13", seen = "EAGER")
public final class BrokenOneShot extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      Callable<Reply> within(Duration deadline, Callable<Reply> operation) {
        var future = new FutureTask<>(super.within(deadline, operation));
        return () -> {
          future.run();
          return outcome(future, Settings.NEVER).orThrow();
        };
      }
    };
  }
}
