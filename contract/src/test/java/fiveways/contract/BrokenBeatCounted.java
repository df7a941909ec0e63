package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * Sleeps a period after each beat, and counts the beats.
 *
 * <p>It is what one writes first. Every sleep takes a little longer than asked for and every write
 * takes its time, so the beats drift away from the clock, some milliseconds in a hundred beats; and
 * after a pause the count goes on as if there had been none.
 */
@Breaks(
    value = {"BEAT-3", "BEAT-1"},
    seen = "due while the process was stopped")
public final class BrokenBeatCounted extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void tick() throws IOException, InterruptedException {
        for (long n = 1; true; n++) {
          Thread.sleep(settings.period());
          say("BEAT " + n);
        }
      }
    };
  }
}
