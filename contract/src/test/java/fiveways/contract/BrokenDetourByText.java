package fiveways.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;

/**
 * Echoes by way of text: what was read becomes a string, and the string becomes what is written.
 * Students do it because strings are what one knows, and because it works for whatever they type.
 * It shows with the first byte that is no UTF-8, or that is half a character.
 */
@Breaks(value = "ECHO-1", seen = "came back as 0xEF")
public final class BrokenDetourByText extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void echo(Connection connection, byte[] bytes, int n) throws IOException {
        var text = new String(bytes, 0, n, UTF_8);
        super.echo(connection, text.getBytes(UTF_8), text.getBytes(UTF_8).length);
      }
    };
  }
}
