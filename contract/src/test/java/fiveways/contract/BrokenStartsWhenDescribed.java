package fiveways.contract;

import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Begins when it is described.
 *
 * <p>{@code CompletableFuture.supplyAsync(…)} is at work before it has a name. It cannot be given a
 * deadline, or be put into a race, before it has begun; and what is described and never run runs
 * all the same.
 */
@Breaks(value = "TIME-13", seen = "a connect before anybody ran it")
public final class BrokenStartsWhenDescribed extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      Callable<Reply> ask(Peer peer, String line) {
        var future = new FutureTask<>(super.ask(peer, line));
        var worker = Thread.ofVirtual().name("reference-eager").start(future);
        return () -> {
          try {
            return outcome(future, Settings.NEVER).orThrow();
          } finally {
            worker.interrupt();
            joinUninterruptibly(worker);
          }
        };
      }
    };
  }
}
