package fiveways.contract;

import fiveways.contract.api.Merging;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Has a queue without a bound between those who read and the one who sends.
 *
 * <p>Nobody ever waits, and it looks as if that were good. With a slow sink and quick sources it is
 * a matter of time until the memory is full.
 */
@Breaks(value = "MERGE-3", seen = "held, or lost")
public final class BrokenMergeQueue extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new QueuedMerge(merging, new LinkedBlockingQueue<>());
  }
}
