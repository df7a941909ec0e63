package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;
import java.util.List;

/**
 * Ends the sources and the sink, and forgets the clock.
 *
 * <p>It sleeps until its next period, which may be in an hour, and finds out only then that it is
 * over.
 */
@Breaks(value = "MERGE-5")
public final class BrokenClockLeft extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      public void close() throws IOException {
        over = true;
        for (var socket : List.of(a, b, sink)) {
          socket.close();
        }
      }
    };
  }
}
