package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.time.Duration;

/**
 * A time for each line instead of for each byte.
 *
 * <p>A deadline around {@code readLine} is one line of code. A client on a slow connection, or a
 * person who types slowly, is thrown out in the middle of a line.
 */
@Breaks(value = "BEAT-4", seen = "in the middle of a line")
public final class BrokenSilencePerLine extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      private long lastLineAt = System.nanoTime();

      @Override
      protected void hear() throws IOException {
        var bytes = new byte[4096];
        int n;
        do {
          long left = Settings.nanos(settings.silence()) - (System.nanoTime() - lastLineAt);
          connection.socket.setSoTimeout(millis(Duration.ofNanos(Math.max(1, left))));
          n = connection.read(bytes);
          heard(bytes, Math.max(0, n));
        } while (n >= 0);
      }

      @Override
      protected void echo(byte[] text) throws IOException {
        super.echo(text);
        lastLineAt = System.nanoTime();
      }
    };
  }
}
