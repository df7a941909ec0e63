package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts each status into a queue when it is due, so that the clock never waits for the sink.
 *
 * <p>A sink that is slower than the clock is told the same again and again, and what it has not
 * been told yet takes memory, more and more.
 */
@Breaks(
    value = "MERGE-1",
    perhaps = {"MERGE-4"},
    seen = "bytes of statuses were under way")
public final class BrokenStatusesPileUp extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    var due = new LinkedBlockingQueue<Long>();
    return new ReferenceMerge.Run(merging) {
      private volatile boolean ending;

      @Override
      protected void begin() {
        super.begin();
        start(this::send, false);
      }

      private void send() throws IOException, InterruptedException {
        while (!over) {
          var _ = due.take();
          var _ = super.statusAfter(-1);
        }
      }

      @Override
      protected long statusAfter(long last) {
        if (ending) {
          return last;
        }
        due.add(periods());
        if (due.size() > 10_000) {
          LockSupport.parkNanos(1_000_000); // it has to be read when all is over
        }
        return periods();
      }

      @Override
      protected Line end() throws IOException, InterruptedException {
        ending = true;
        while (!due.isEmpty()) { // all that is due is told before the last one
          Thread.sleep(1);
        }
        return super.end();
      }
    };
  }
}
