package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * Beats first, and sleeps then: every beat comes a period too early.
 *
 * <p>It is how loops are written, and {@code scheduleAtFixedRate} with no initial delay.
 */
@Breaks(value = "BEAT-3", seen = "after the client had begun to connect")
public final class BrokenFirstBeatAtOnce extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void tick() throws IOException, InterruptedException {
        for (long n = 0; true; n = Math.max(n + 1, periods())) {
          sleepUntil(n);
          say("BEAT " + (n + 1));
        }
      }
    };
  }
}
