package fiveways.contract;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * After its last word it reads on until the client ends, with a timeout for each read.
 *
 * <p>A read that never has to wait never times out: whoever sends without a pause keeps its
 * connection, and the thread that serves it, for as long as it likes.
 */
@Breaks(value = "BEAT-2", seen = "it could go on sending")
public final class BrokenDiscardsForEver extends ReferenceSubject {
  @Override
  public ConcurrencyModel<Callable<Reply>> open() {
    return new Reference() {
      @Override
      protected ReferenceServer heartbeatServer(HeartbeatSettings settings) throws IOException {
        return new ReferenceHeartbeat(settings) {
          @Override
          protected void discard(Connection connection) throws IOException {
            long millis = settings.server().grace().toMillis();
            connection.socket.setSoTimeout(Math.clamp(millis, 1, Integer.MAX_VALUE));
            var rest = new byte[8192];
            while (connection.socket.getInputStream().read(rest) >= 0) {
              // until the client ends
            }
          }
        };
      }
    };
  }
}
