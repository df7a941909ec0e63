package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads on until there is a line feed, however long that takes.
 *
 * <p>A source that never sends one fills the memory, and no bound on events helps.
 */
@Breaks(
    value = "DASH-4",
    perhaps = {"DASH-5"},
    seen = "a line too long")
public final class BrokenEventOfAnyLength extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected Optional<String> readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) != '\n'; line.write(b)) {
          if (b < 0) {
            return atEnd(line.toByteArray());
          }
        }
        return Optional.of(text(line.toByteArray()));
      }
    };
  }
}
