package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * What has come after the last line feed is echoed as a line when the client ends its output.
 *
 * <p>{@code readLine} of the library returns it like any other line. But nobody can tell it from a
 * line of which the rest was lost.
 */
@Breaks(value = "BEAT-2", seen = "half a line")
public final class BrokenLastLineWithoutEnd extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void hear() throws IOException {
        super.hear();
        if (line.size() > 0) {
          echo(takeLine());
        }
      }
    };
  }
}
