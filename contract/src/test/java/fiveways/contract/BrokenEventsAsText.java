package fiveways.contract;

import fiveways.contract.api.Batching;
import java.nio.charset.StandardCharsets;

/**
 * Takes the bytes of an event for UTF-8.
 *
 * <p>What is none comes out as something else. Whoever only sends it on has no business to read it.
 */
@Breaks(value = "DASH-2", seen = "expected")
public final class BrokenEventsAsText extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected String text(byte[] line) {
        return super.text(
            new String(line, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1));
      }
    };
  }
}
