package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Begins to look after its connections when it has all three.
 *
 * <p>If the third cannot be made the other two stay: their peers wait, and for each try there are
 * two descriptors less.
 */
@Breaks(
    value = {"MERGE-4", "MERGE-5"},
    perhaps = {"MERGE-1"},
    seen = "nobody listens")
public final class BrokenConnectedLeftOpen extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      private boolean connected;

      @Override
      protected void connect() throws IOException {
        super.connect();
        connected = true;
      }

      @Override
      public void close() throws IOException {
        if (connected) {
          super.close();
        }
      }
    };
  }
}
