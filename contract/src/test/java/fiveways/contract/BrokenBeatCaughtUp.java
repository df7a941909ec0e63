package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * A timer at a fixed rate, which makes up for what it missed.
 *
 * <p>{@code scheduleAtFixedRate} does not drift, and that is why one takes it. But it owes a run
 * for each period that has passed: after a pause they all come at once, in a burst.
 */
@Breaks(
    value = {"BEAT-1", "BEAT-3", "BEAT-5"},
    seen = "due while the output was blocked")
public final class BrokenBeatCaughtUp extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new FixedRateTalk(settings, connection) {
      private long beats;

      @Override
      void due() throws IOException {
        say("BEAT " + ++beats);
      }
    };
  }
}
