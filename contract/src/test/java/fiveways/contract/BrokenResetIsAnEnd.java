package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.Optional;

/**
 * Takes a reset of a source for its end.
 *
 * <p>Both mean that nothing more comes, and a loop that ends with the exception looks tidy. Lines
 * are missing, and the caller is told that all went well.
 */
@Breaks(value = "MERGE-4", seen = "is reset")
public final class BrokenResetIsAnEnd extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected Optional<String> readLine(InputStream in) throws IOException {
        try {
          return super.readLine(in);
        } catch (SocketException gone) {
          return Optional.empty();
        }
      }
    };
  }
}
