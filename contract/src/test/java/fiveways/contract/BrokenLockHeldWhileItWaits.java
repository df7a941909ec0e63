package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.tck.Tally;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds a lock while it waits.
 *
 * <p>No update is lost, and everybody stands behind whoever waits for the slowest peer: eight
 * requests take as long as one after the other. Guard what you write, not what you wait for; and
 * look again, after the wait, at what you had read before it.
 */
@Breaks(value = "TURN-2", seen = "expected LOSES")
public final class BrokenLockHeldWhileItWaits extends ReferenceSubject {
  private final Lock turn = new ReentrantLock();

  @Override
  protected Reply addAround(Callable<Reply> wait, Tally tally) throws Exception {
    turn.lock();
    try {
      return super.addAround(wait, tally);
    } finally {
      turn.unlock();
    }
  }
}
