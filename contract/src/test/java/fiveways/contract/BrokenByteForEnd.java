package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;

/**
 * Takes the byte 0xFF for the end of the stream. {@code read()} returns an int so that the end, -1,
 * is none of the 256 bytes; who puts it into a byte before comparing has lost the difference. It
 * shows as a connection that ends in the middle of a binary file.
 */
@Breaks(value = "ECHO-1", seen = "the server ended its output")
public final class BrokenByteForEnd extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void serve(Connection connection) throws IOException {
        var bytes = new byte[8192];
        for (int n; (n = connection.read(bytes)) >= 0; ) {
          for (int i = 0; i < n; i++) {
            byte b = bytes[i]; // as (byte) in.read() would be, from a buffered stream
            if (b == -1) {
              return;
            }
          }
          echo(connection, bytes, n);
        }
      }
    };
  }
}
