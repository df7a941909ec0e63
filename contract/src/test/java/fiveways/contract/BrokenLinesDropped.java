package fiveways.contract;

import fiveways.contract.api.Merging;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Has a queue with a bound, and drops what finds no room.
 *
 * <p>The memory is bounded, and nobody waits. What is lost is lost in silence, and only under load.
 */
@Breaks(
    value = {"MERGE-3", "MERGE-1"},
    perhaps = {"MERGE-4"},
    seen = "held, or lost")
public final class BrokenLinesDropped extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new QueuedMerge(merging, new ArrayBlockingQueue<>(64)) {
      @Override
      protected void put(BlockingQueue<Queued> queue, Queued line) {
        var _ = queue.offer(line);
      }
    };
  }
}
