package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.EOFException;

/**
 * Reads from the sink to learn that it has gone, and takes the end of its output for that.
 *
 * <p>Who has nothing to say may end his output and listen on. At the end of a stream one cannot see
 * whether somebody still reads the other one.
 */
@Breaks(value = "MERGE-4", seen = "has ended its output")
public final class BrokenSinkEndIsItsLoss extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected void begin() {
        super.begin();
        start(this::listen, false);
      }

      private void listen() throws Exception {
        sink.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        throw new EOFException("the sink has gone");
      }
    };
  }
}
