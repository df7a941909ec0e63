package fiveways.contract;

import fiveways.contract.api.Merging;
import java.nio.charset.StandardCharsets;

/**
 * Ends a line at its line feed, and takes the carriage return before that for a part of it.
 *
 * <p>To see it takes a source that ends its lines like this, and those who test with their own do
 * not have one.
 */
@Breaks(value = "MERGE-1", seen = "\\r")
public final class BrokenMergeCarriageReturnKept extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
      }
    };
  }
}
