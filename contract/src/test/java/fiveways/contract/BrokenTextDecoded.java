package fiveways.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;

/**
 * Bytes are turned into text and back by a charset in which not all bytes are text.
 *
 * <p>{@code new String(bytes)} is UTF-8 since Java 18. As long as one types ASCII, it does nothing.
 */
@Breaks(value = "BEAT-2", seen = "where due was the echo of")
public final class BrokenTextDecoded extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void echo(byte[] text) throws IOException {
        super.echo(new String(text, UTF_8).getBytes(UTF_8));
      }
    };
  }
}
