package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * One clock for both directions: what the server says itself counts as a sign of life.
 *
 * <p>"Last activity" is what one writes down, in the one place through which everything goes. With
 * a beat now and then nobody is ever silent.
 */
@Breaks(value = "BEAT-4", seen = "no sign of \"BYE silence\"")
public final class BrokenSilenceBrokenByBeats extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      private volatile long lastActivity = System.nanoTime();

      @Override
      protected void write(byte[] text) throws IOException {
        super.write(text);
        lastActivity = System.nanoTime();
      }

      @Override
      protected void hear() throws IOException {
        while (true) {
          try {
            super.hear();
            return;
          } catch (SocketTimeoutException silent) {
            if (System.nanoTime() - lastActivity >= Settings.nanos(settings.silence())) {
              throw silent;
            }
          }
        }
      }
    };
  }
}
