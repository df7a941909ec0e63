package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;

/**
 * The carriage return before the line feed is taken for a part of the line.
 *
 * <p>It is invisible when it is printed, and one's own client does not send it; the first one who
 * comes with telnet does.
 */
@Breaks(value = "BEAT-2", seen = "\\x0D")
public final class BrokenCarriageReturnKept extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected byte[] takeLine() {
        var bytes = line.toByteArray();
        line.reset();
        return bytes;
      }
    };
  }
}
