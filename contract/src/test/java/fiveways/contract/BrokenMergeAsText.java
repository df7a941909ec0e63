package fiveways.contract;

import fiveways.contract.api.Merging;
import java.nio.charset.StandardCharsets;

/**
 * Takes the bytes of a line for UTF-8.
 *
 * <p>What is none comes out as something else. Whoever only forwards has no business to read it.
 */
@Breaks(value = "MERGE-1", seen = "expected")
public final class BrokenMergeAsText extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected String text(byte[] line) {
        return super.text(
            new String(line, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1));
      }
    };
  }
}
