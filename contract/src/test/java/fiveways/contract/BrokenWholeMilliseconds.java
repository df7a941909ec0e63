package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;
import java.time.Duration;

/**
 * The period in whole milliseconds, rounded down.
 *
 * <p>{@code period.toMillis()} is what the library's older methods ask for. With 500 ms nobody
 * notices; with 1.9 ms the beats come nearly twice as often.
 */
@Breaks(value = "BEAT-3", seen = "after the client had begun to connect")
public final class BrokenWholeMilliseconds extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void tick() throws IOException, InterruptedException {
        long millis = Math.max(1, settings.period().toMillis());
        for (long n = 1; true; n = (System.nanoTime() - acceptedAt) / (millis * 1_000_000) + 1) {
          Thread.sleep(Duration.ofNanos(acceptedAt + n * millis * 1_000_000 - System.nanoTime()));
          say("BEAT " + n);
        }
      }
    };
  }
}
