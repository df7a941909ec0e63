package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.Optional;

/**
 * Takes a reset of the source for its end.
 *
 * <p>Both mean that nothing more comes, and a loop that ends with the exception looks tidy. Events
 * are missing, and the viewer and the caller are told that all went well.
 */
@Breaks(value = "DASH-4", seen = "is reset")
public final class BrokenSourceResetIsAnEnd extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

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
