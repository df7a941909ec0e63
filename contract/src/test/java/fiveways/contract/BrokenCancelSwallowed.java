package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Catches the interrupt of the caller, and waits on.
 *
 * <p>The compiler wants an {@code InterruptedException} to be caught; an empty {@code catch} in a
 * loop satisfies it. From then on nothing can tell this thread to stop, and the flag that could
 * have told its caller is gone.
 */
@Breaks(
    value = "TIME-8",
    perhaps = {"RACE-4", "RACE-7", "RACE-8"},
    seen = "")
public final class BrokenCancelSwallowed extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected Outcome awaitRoot(Callable<Reply> operation) {
        var task = new FutureTask<>(operation);
        Thread.ofVirtual().name("reference-worker").start(task);
        while (true) {
          try {
            return outcome(task, Settings.NEVER);
          } catch (InterruptedException ignored) {
            // what could it mean?
          }
        }
      }
    };
  }
}
