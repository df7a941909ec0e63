package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * After the last word it closes the connection, whatever is still coming.
 *
 * <p>A close with bytes unread is a reset, and a reset may take the last word with it: the client
 * never learns why it was cut off.
 */
@Breaks(value = "BEAT-2", seen = "cut the connection")
public final class BrokenCloseWithUnreadInput extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void lastWord(String word) throws IOException {
        say(word);
        connection.socket.close();
      }
    };
  }
}
