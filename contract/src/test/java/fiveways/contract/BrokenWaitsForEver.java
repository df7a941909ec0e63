package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;

/**
 * Waits until every client has finished, however long the grace period is: there is a signal, and
 * no force behind it. It shows as a {@code close()} that does not come back because one client does
 * not read.
 */
@Breaks(value = "ECHO-6", seen = "is not back")
public final class BrokenWaitsForEver extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void cutOff(Connection connection) {
        // it will finish some day
      }
    };
  }
}
