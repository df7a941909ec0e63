package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * A timer at a fixed rate, and the number from the clock, but nobody asks whether that beat was
 * said.
 *
 * <p>The number is right now, and so it does not strike the eye that after a pause the same beat
 * comes once for each run that the timer owes.
 */
@Breaks(
    value = {"BEAT-1", "BEAT-5"},
    seen = "duplicate")
public final class BrokenBeatRepeated extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new FixedRateTalk(settings, connection) {
      @Override
      void due() throws IOException {
        output.lock();
        try {
          say("BEAT " + periods());
        } finally {
          output.unlock();
        }
      }
    };
  }
}
