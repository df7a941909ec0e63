package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;

/**
 * A line may be as long as it likes.
 *
 * <p>{@code readLine} of the library knows no limit, so a client that never sends a line feed takes
 * all the memory there is.
 */
@Breaks(value = "BEAT-2", seen = "no sign of \"ERR line too long\"")
public final class BrokenLineOfAnyLength extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void add(byte b) {
        line.write(b);
      }
    };
  }
}
