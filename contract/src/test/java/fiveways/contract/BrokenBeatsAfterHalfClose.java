package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * The reader has come to the end of the input, and nobody tells the ticker.
 *
 * <p>Two threads, two ends: the one returns, the other beats on, until one day a write fails. The
 * client waits for the end of the output and hears beats.
 */
@Breaks(value = "BEAT-6", seen = "all clients have gone")
public final class BrokenBeatsAfterHalfClose extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      private Thread ticker = Thread.currentThread();

      @Override
      protected Thread startTicker() {
        ticker = super.startTicker();
        return ticker;
      }

      @Override
      protected void hear() throws IOException {
        super.hear();
        while (ticker.isAlive() && !connection.socket.isClosed()) {
          LockSupport.parkNanos(1_000_000);
        }
      }
    };
  }
}
