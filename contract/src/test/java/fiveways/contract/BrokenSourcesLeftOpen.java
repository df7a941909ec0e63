package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Closes the sink when it has failed, and leaves the sources to themselves.
 *
 * <p>What ends well closes its sources, since they have ended. Nobody looked at what is still open
 * when it ends otherwise.
 */
@Breaks(
    value = {"MERGE-4", "MERGE-5"},
    seen = "the peer still sees the connection open")
public final class BrokenSourcesLeftOpen extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      private boolean well;

      @Override
      protected Line end() throws IOException, InterruptedException {
        var last = super.end();
        well = true;
        return last;
      }

      @Override
      public void close() throws IOException {
        if (well) {
          super.close();
        } else {
          over = true;
          sink.close();
        }
      }
    };
  }
}
