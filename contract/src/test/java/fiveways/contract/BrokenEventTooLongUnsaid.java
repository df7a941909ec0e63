package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * The connection of whoever does not keep to the format is closed, without a word.
 *
 * <p>It is the client's mistake, and it will notice. What it notices is an end for which there may
 * be a dozen reasons.
 */
@Breaks(value = "PLAY-1", seen = "awaited was")
public final class BrokenEventTooLongUnsaid extends ReplayVariant {
  @Override
  ReferenceReplay eventServer(ReplaySettings settings) throws IOException {
    return new ReferenceReplay(settings) {
      @Override
      protected void lastWord(Connection connection, String word) {
        // it knows what it has done
      }
    };
  }
}
