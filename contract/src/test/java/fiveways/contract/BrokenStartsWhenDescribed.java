package fiveways.contract;

import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/**
 * Begins a moment after it was described, to be ready when it is wanted, and keeps what it came to.
 *
 * <p>{@code CompletableFuture.supplyAsync(…)} is at work before it has a name. What is described
 * and never run runs all the same, nobody can give it a deadline before it has begun, and running
 * it again asks nobody.
 */
@Breaks(value = "TIME-13", perhaps = "RACE-4", seen = "EAGER")
public final class BrokenStartsWhenDescribed extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      Callable<Reply> ask(Peer peer, String line) {
        var future = new FutureTask<>(super.ask(peer, line));
        Thread.ofVirtual()
            .name("reference-eager")
            .start(() -> {
              // A moment, so that one rule shows it, and not all that describe something.
              LockSupport.parkNanos(250_000_000);
              future.run();
            });
        return () -> {
          future.run();
          return outcome(future, Settings.NEVER).orThrow();
        };
      }
    };
  }
}
