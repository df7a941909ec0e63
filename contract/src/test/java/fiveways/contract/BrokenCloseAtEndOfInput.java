package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * At the end of the input the connection is closed, with echoes still on their way through a queue.
 *
 * <p>"The client has gone", one thinks, and the code that reads is the one that cleans up. But it
 * has only ended its output, and waits for its answers.
 */
@Breaks(value = "BEAT-6", seen = "still owed")
public final class BrokenCloseAtEndOfInput extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new QueueTalk(settings, connection, 64) {
      @Override
      protected void hear() throws IOException {
        super.hear();
        connection.socket.close();
      }
    };
  }
}
