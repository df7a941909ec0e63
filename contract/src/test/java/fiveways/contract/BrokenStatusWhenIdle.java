package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Waits for a line for one period, and sends a status if none has come.
 *
 * <p>The time begins anew with each line. As long as there is always something to forward there is
 * never a status.
 */
@Breaks(
    value = "MERGE-2",
    perhaps = {"MERGE-1", "MERGE-4"},
    seen = "a busy, b silent")
public final class BrokenStatusWhenIdle extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      private volatile long lineAt = System.nanoTime();

      @Override
      protected void forward(char source, String line) throws IOException {
        super.forward(source, line);
        lineAt = System.nanoTime();
      }

      @Override
      protected long statusAfter(long last) throws IOException {
        return System.nanoTime() - lineAt < period() ? periods() : super.statusAfter(last);
      }
    };
  }
}
