package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * The echo of bytes, with beats in between.
 *
 * <p>The server of the first scenario sends back what it has read, so why not take that? Because
 * half a line that is sent back is a line in which a beat can land.
 */
@Breaks(value = "BEAT-2", seen = "a beat landed inside a line")
public final class BrokenEchoOfBytes extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void heard(byte[] bytes, int n) throws IOException {
        output.lock();
        try {
          connection.socket.getOutputStream().write(bytes, 0, n);
        } finally {
          output.unlock();
        }
      }
    };
  }
}
