package fiveways.contract;

import fiveways.contract.api.Batching;
import java.nio.charset.StandardCharsets;

/**
 * Ends an event at its line feed, and takes the carriage return before that for a part of it.
 *
 * <p>To see it takes a source that ends its lines like this, and those who test with their own do
 * not have one.
 */
@Breaks(value = "DASH-2", seen = "\\r")
public final class BrokenEventCarriageReturnKept extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
      }
    };
  }
}
