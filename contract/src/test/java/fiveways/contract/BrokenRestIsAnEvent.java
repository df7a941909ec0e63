package fiveways.contract;

import fiveways.contract.api.Batching;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Takes what the source has begun of an event when it ends for an event.
 *
 * <p>So does {@code BufferedReader.readLine}. The viewer cannot tell half an event from a whole
 * one.
 */
@Breaks(
    value = {"DASH-4", "DASH-2"},
    seen = "what the viewer is sent")
public final class BrokenRestIsAnEvent extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected Optional<String> atEnd(byte[] line) {
        return Optional.of(new String(line, StandardCharsets.ISO_8859_1))
            .filter(rest -> !rest.isEmpty());
      }
    };
  }
}
