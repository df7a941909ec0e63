package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * When the server closes, all clients are told at the same time.
 *
 * <p>What has just been acknowledged is in the file then, but whoever has subscribed to it has been
 * sent away before.
 */
@Breaks(value = "PLAY-3", seen = "what the subscriber has got")
public final class BrokenSubscribersMissTheEnd extends ReplayVariant {
  @Override
  ReferenceReplay eventServer(ReplaySettings settings) throws IOException {
    return new ReferenceReplay(settings) {
      @Override
      protected void flushForTheLastTime(ReferenceJournal to) {
        // close() will, in the end
      }
    };
  }
}
