package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;

/**
 * The thread that beats is left behind when the client goes.
 *
 * <p>It will notice when its next beat cannot be written, one thinks. With a beat in an hour that
 * is an hour, and a thread, for each client that ever came.
 */
@Breaks(value = "BEAT-6", seen = "reference-ticker")
public final class BrokenTickerLeft extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void stop(Thread ticker) {
        // it will notice
      }
    };
  }
}
