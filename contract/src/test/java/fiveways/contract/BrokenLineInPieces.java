package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * The text and its line feed are written one after the other, each under the lock, but not both.
 *
 * <p>{@code print} and {@code println} of a shared writer do that: each call is whole by itself. It
 * takes a beat that waits for its turn just then to see it.
 */
@Breaks(value = "BEAT-2", seen = "a beat landed inside a line")
public final class BrokenLineInPieces extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void echo(byte[] text) throws IOException {
        sayPiece(text);
        sayPiece(new byte[] {'\n'});
      }

      private void sayPiece(byte[] piece) throws IOException {
        output.lock();
        try {
          connection.socket.getOutputStream().write(piece);
        } finally {
          output.unlock();
        }
      }
    };
  }
}
