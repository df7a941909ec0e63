package fiveways.contract;

import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Hands its work to a pool, and waits for that.
 *
 * <p>The deadline interrupts who waits, and who waits goes home. The one who works was never told:
 * an interrupt ends with the thread that it was meant for.
 */
@Breaks(value = "TIME-10", seen = "the second request came when the caller was back")
public final class BrokenOpaqueInAPool extends ReferenceSubject {
  @Override
  public Callable<Reply> opaque(Peer peer, String first, String second) {
    var work = super.opaque(peer, first, second);
    return () -> {
      var task = new FutureTask<>(work);
      Thread.ofVirtual().name("reference-pool").start(task);
      return task.get();
    };
  }
}
