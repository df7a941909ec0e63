package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * A silent client is dropped without a word.
 *
 * <p>The exception of the timed-out read goes the way of all exceptions, and that way ends in a
 * close. From outside a limit that was kept looks like a server that has crashed.
 */
@Breaks(value = "BEAT-4", seen = "ended its output, awaited was \"BYE silence\"")
public final class BrokenEndWithoutWord extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void lastWord(String word) throws IOException {
        if (word.startsWith("BYE")) {
          end();
        } else {
          super.lastWord(word);
        }
      }
    };
  }
}
