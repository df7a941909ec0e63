package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;

/**
 * Writes the whole buffer instead of the n bytes that were read into it: what {@code write(buffer)}
 * does, and in NIO a forgotten {@code flip()}. It shows as the tail of an earlier message behind a
 * shorter one.
 */
@Breaks(
    value = {"ECHO-1", "ECHO-2", "ECHO-3", "ECHO-4", "ECHO-5", "ECHO-6", "ECHO-7", "ECHO-8"},
    seen = "came back as")
public final class BrokenWholeBuffer extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void echo(Connection connection, byte[] bytes, int n) throws IOException {
        super.echo(connection, bytes, bytes.length);
      }
    };
  }
}
