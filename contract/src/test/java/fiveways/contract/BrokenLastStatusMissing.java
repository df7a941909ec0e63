package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Ends the output when both sources have ended, and leaves it at the status before.
 *
 * <p>The sink cannot tell whether it has got everything: the counts that would say so are told to
 * the caller alone.
 */
@Breaks(value = "MERGE-4", seen = "what the sink is sent at last")
public final class BrokenLastStatusMissing extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected Line end() throws IOException, InterruptedException {
        output.lockInterruptibly();
        try {
          over = true;
          sink.shutdownOutput();
          return status();
        } finally {
          output.unlock();
        }
      }
    };
  }
}
