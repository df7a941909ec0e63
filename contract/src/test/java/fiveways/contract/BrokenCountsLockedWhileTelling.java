package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Viewer;
import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the lock of the counts while it tells them, so that they are right when they come.
 *
 * <p>Writing may take as long as the viewer likes. So long nobody can count an end, and nobody
 * begins who waits for room: the operations go as fast as somebody reads.
 */
@Breaks(value = "PROG-2", seen = "connects")
public final class BrokenCountsLockedWhileTelling extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      private final Lock lock = new ReentrantLock();

      @Override
      protected void count(Counts counts, Outcome outcome) {
        lock.lock();
        try {
          super.count(counts, outcome);
        } finally {
          lock.unlock();
        }
      }

      @Override
      protected Watching watching(Viewer viewer, Counts counts) {
        var watching =
            new Watching(viewer, counts) {
              @Override
              protected void say() throws IOException {
                lock.lock();
                try {
                  super.say();
                } finally {
                  lock.unlock();
                }
              }
            };
        watching.start();
        return watching;
      }
    };
  }
}
