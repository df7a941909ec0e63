package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Waits for its clients with {@code join(grace.toMillis())}, for which zero milliseconds mean for
 * ever. It shows when somebody sets no grace at all.
 */
@Breaks(value = "ECHO-6", seen = "is not back")
public final class BrokenNoGraceIsForEver extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void awaitEnds(Map<Connection, Thread> clients, Duration grace) throws IOException {
        super.awaitEnds(clients, grace.isZero() ? Duration.ofDays(1) : grace);
      }
    };
  }
}
