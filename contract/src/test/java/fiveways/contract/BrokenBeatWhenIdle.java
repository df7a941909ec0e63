package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The timeout of the read as the ticker: when nothing came for a period, it beats.
 *
 * <p>It saves the second thread, and works as long as one looks at an idle client. But each line
 * that comes starts the timeout anew, and a client that talks all the time never hears a beat.
 */
@Breaks(value = "BEAT-1", seen = "no four beats")
public final class BrokenBeatWhenIdle extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      private long lastByteAt = System.nanoTime();
      private long lastBeat;

      @Override
      protected Thread startTicker() {
        return Thread.startVirtualThread(() -> {}); // the reader does it
      }

      @Override
      protected void hear() throws IOException {
        var bytes = new byte[4096];
        while (true) {
          connection.socket.setSoTimeout(millis(min(settings.period(), settings.silence())));
          try {
            int n = connection.read(bytes);
            if (n < 0) {
              return;
            }
            lastByteAt = System.nanoTime();
            heard(bytes, n);
          } catch (SocketTimeoutException idle) {
            if (System.nanoTime() - lastByteAt >= Settings.nanos(settings.silence())) {
              throw idle;
            }
            lastBeat = beatAfter(lastBeat);
          }
        }
      }

      private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
      }
    };
  }
}
