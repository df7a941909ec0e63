package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Guards each write to the sink, and writes a line in two.
 *
 * <p>What is guarded is the write, and what should be is the line: between the two comes a status,
 * or a line of the other source.
 */
@Breaks(
    value = "MERGE-1",
    perhaps = {"MERGE-2", "MERGE-3", "MERGE-4", "MERGE-5"},
    seen = "a line came that is none")
public final class BrokenLineInTwoWrites extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected void forward(char source, String line) throws IOException {
        guarded((source + " ").getBytes(StandardCharsets.ISO_8859_1));
        guarded((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
        output.lock();
        try {
          count(source);
        } finally {
          output.unlock();
        }
      }

      private void guarded(byte[] bytes) throws IOException {
        output.lock();
        try {
          write(bytes);
        } finally {
          output.unlock();
        }
      }
    };
  }
}
