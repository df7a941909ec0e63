package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The time until the next beat as the timeout of reading a line; what of the line had come is lost.
 *
 * <p>{@code BufferedReader.readLine} on a socket with a timeout does just that: the half line was
 * in a variable of the method that the exception has left.
 */
@Breaks(value = "BEAT-2", seen = "where due was the echo of")
public final class BrokenHalfLineLostAtBeat extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      private long lastBeat;
      private long lastByteAt = System.nanoTime();

      @Override
      protected Thread startTicker() {
        return Thread.startVirtualThread(() -> {}); // the reader does it
      }

      @Override
      protected void hear() throws IOException {
        var bytes = new byte[4096];
        while (true) {
          long untilBeat = (lastBeat + 1) * period - (System.nanoTime() - acceptedAt);
          long untilSilent = Settings.nanos(settings.silence()) - (System.nanoTime() - lastByteAt);
          try {
            connection.socket.setSoTimeout(
                millis(Duration.ofNanos(Math.max(1, Math.min(untilBeat, untilSilent)))));
            int n = connection.read(bytes);
            if (n < 0) {
              return;
            }
            heard(bytes, n);
            lastByteAt = System.nanoTime();
          } catch (SocketTimeoutException timeout) {
            if (System.nanoTime() - lastByteAt >= Settings.nanos(settings.silence())) {
              throw timeout;
            }
            line.reset();
          }
          lastBeat = beatAfter(lastBeat);
        }
      }
    };
  }
}
