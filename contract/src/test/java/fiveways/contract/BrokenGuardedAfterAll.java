package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.tck.Tally;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * No mistake, but the witness that TURN-1 can come out otherwise: the activities take turns at the
 * number, each for its reading and its writing together.
 *
 * <p>It counts as broken because SPEC.md expects of the reference that it loses updates: whoever
 * asks what a model does by itself must not help it.
 */
@Breaks(value = "TURN-1", seen = "expected LOSES")
public final class BrokenGuardedAfterAll extends ReferenceSubject {
  private final Lock turn = new ReentrantLock();

  @Override
  protected Reply add(Tally tally) throws Exception {
    turn.lock();
    try {
      return super.add(tally);
    } finally {
      turn.unlock();
    }
  }
}
