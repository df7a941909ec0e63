package fiveways.contract;

import fiveways.contract.api.Merging;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Takes what a source has begun of a line when it ends for a line.
 *
 * <p>So does {@code BufferedReader.readLine}. The sink cannot tell half a line from a whole one.
 */
@Breaks(value = {"MERGE-4", "MERGE-1"})
public final class BrokenRestIsALine extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected Optional<String> atEnd(byte[] line) {
        return Optional.of(new String(line, StandardCharsets.ISO_8859_1))
            .filter(rest -> !rest.isEmpty());
      }
    };
  }
}
