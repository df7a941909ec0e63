package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;

/**
 * Gives each read a time limit of one period, so that the same loop can look at the clock, and
 * begins the line anew when it is over.
 *
 * <p>What had come of the line by then is lost.
 */
@Breaks(
    value = "MERGE-1",
    perhaps = {"MERGE-4"},
    seen = "expected")
public final class BrokenHalfLineLostAtStatus extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected void connect() throws IOException {
        super.connect();
        int millis = Math.clamp(period() / 1_000_000, 1, Integer.MAX_VALUE);
        a.setSoTimeout(millis);
        b.setSoTimeout(millis);
      }

      @Override
      protected Optional<String> readLine(InputStream in) throws IOException {
        while (true) {
          try {
            return super.readLine(in);
          } catch (SocketTimeoutException statusIsDue) {
            // the clock has a thread of its own; and now on with the next line
          }
        }
      }
    };
  }
}
