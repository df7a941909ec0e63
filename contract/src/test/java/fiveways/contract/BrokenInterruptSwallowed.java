package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Catches the interrupt of whoever closes it, and forgets it. Students do it because {@code
 * close()} cannot throw it, and an empty catch makes the compiler happy. It shows as a caller that
 * goes on although it was told to stop.
 */
@Breaks(value = "ECHO-6", seen = "is interrupted afterwards")
public final class BrokenInterruptSwallowed extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void awaitEnds(Map<Connection, Thread> clients, Duration grace) throws IOException {
        super.awaitEnds(clients, grace);
        var _ = Thread.interrupted();
      }
    };
  }
}
