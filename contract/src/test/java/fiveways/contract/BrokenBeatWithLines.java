package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * Beats are looked after whenever a line has come, and only then.
 *
 * <p>A loop of "read, answer, see whether a beat is due" has no other place for it. As long as one
 * types, the beats come.
 */
@Breaks(
    value = {"BEAT-1", "BEAT-3"},
    seen = "no sign of")
public final class BrokenBeatWithLines extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      private long lastBeat;

      @Override
      protected Thread startTicker() {
        return Thread.startVirtualThread(() -> {}); // the reader does it
      }

      @Override
      protected void echo(byte[] text) throws IOException {
        super.echo(text);
        lastBeat = beatAfter(lastBeat);
      }
    };
  }
}
