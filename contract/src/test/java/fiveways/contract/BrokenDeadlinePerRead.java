package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A deadline per read instead of per operation: every byte that arrives starts the clock anew.
 *
 * <p>It is what {@code Socket.setSoTimeout} does, and what most "read timeout" settings mean.
 * Silent peers are dealt with, so that every test on one's own machine passes; a slow peer, or one
 * that means harm, holds the caller for as long as it likes with a byte now and then.
 */
@Breaks(value = "TIME-2", perhaps = "RACE-7", seen = "byte by byte")
public final class BrokenDeadlinePerRead extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      private final AtomicLong lastRead = new AtomicLong();

      @Override
      protected int readByte(InputStream in) throws IOException {
        int b = super.readByte(in);
        lastRead.set(System.nanoTime());
        return b;
      }

      @Override
      protected Outcome awaitEnd(Callable<Reply> operation, long limit)
          throws InterruptedException {
        var task = new FutureTask<>(operation);
        var worker = Thread.ofVirtual().name("reference-worker").start(task);
        try {
          lastRead.set(System.nanoTime());
          Outcome outcome;
          do {
            outcome = outcome(task, limit);
          } while (!task.isDone() && System.nanoTime() - lastRead.get() < limit);
          return outcome;
        } finally {
          worker.interrupt();
          joinUninterruptibly(worker);
        }
      }
    };
  }
}
