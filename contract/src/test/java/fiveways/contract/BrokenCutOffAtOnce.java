package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Closes every socket as soon as it is told to close. Students do it because {@code close()} sounds
 * like that. It shows as bytes that were sent before, and never come back.
 */
@Breaks(value = "ECHO-6", seen = "may still begin to read")
public final class BrokenCutOffAtOnce extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void awaitEnds(Map<Connection, Thread> clients, Duration grace) {
        // no grace
      }
    };
  }
}
