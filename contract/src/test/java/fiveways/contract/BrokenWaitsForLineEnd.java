package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Echoes whole lines only, as {@code readLine()} suggests: what comes after the last line end waits
 * for the next one, and is dropped if there is none. Students do it because they test with a
 * terminal, which sends lines. It shows as bytes that are held back, and lost at the end.
 */
@Breaks(
    value = {"ECHO-1", "ECHO-3", "ECHO-4", "ECHO-6"},
    seen = "the server sends nothing")
public final class BrokenWaitsForLineEnd extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void serve(Connection connection) throws IOException {
        var line = new ByteArrayOutputStream();
        var bytes = new byte[8192];
        for (int n; (n = connection.read(bytes)) >= 0; ) {
          int end = n;
          while (end > 0 && bytes[end - 1] != '\n') {
            end--;
          }
          if (end > 0) {
            line.write(bytes, 0, end);
            echo(connection, line.toByteArray(), line.size());
            line.reset();
          }
          line.write(bytes, end, n - end);
        }
      }
    };
  }
}
