package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * The clock runs on while the server itself does not read, since its echo is blocked.
 *
 * <p>When the write is done at last, it looks at the time of its last read, which is long ago, and
 * drops the client for a silence that was its own.
 */
@Breaks(value = "BEAT-4", seen = "BYE silence")
public final class BrokenSilenceWhileBlocked extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void heard(byte[] bytes, int n) throws IOException {
        long readAt = System.nanoTime();
        super.heard(bytes, n);
        if (System.nanoTime() - readAt >= Settings.nanos(settings.silence())) {
          throw new SocketTimeoutException("nothing read for the limit");
        }
      }
    };
  }
}
