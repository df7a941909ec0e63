package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * A subscriber whose input has ended is taken for gone.
 *
 * <p>For a server of requests that is right. A subscriber has nothing more to say, and may say so.
 */
@Breaks(value = "PLAY-1", seen = "who has ended its output")
public final class BrokenSubscriberWithoutInput extends ReplayVariant {
  @Override
  ReferenceReplay eventServer(ReplaySettings settings) throws IOException {
    return new ReferenceReplay(settings) {
      @Override
      protected void hear(Connection connection, Thread writer) throws IOException {
        var bytes = new byte[4096];
        while (connection.read(bytes) >= 0) {
          // whatever it was
        }
      }
    };
  }
}
