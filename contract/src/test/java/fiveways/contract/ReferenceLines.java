package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** The lines of one client, as they come. */
final class ReferenceLines {
  private final Connection connection;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final byte[] bytes = new byte[4096];
  private int next;
  private int end;

  ReferenceLines(Connection connection) {
    this.connection = connection;
  }

  /** Without its end; empty at the end of the input. */
  Optional<String> next() throws IOException {
    while (true) {
      while (next < end) {
        byte b = bytes[next++];
        if (b == '\n') {
          return Optional.of(take());
        }
        add(b);
      }
      next = 0;
      end = connection.read(bytes);
      if (end < 0) {
        return Optional.empty();
      }
    }
  }

  private void add(byte b) throws LineTooLongException {
    if (line.size() == Line.MAX_BYTES) {
      throw new LineTooLongException();
    }
    line.write(b);
  }

  private String take() {
    var text = line.toString(ISO_8859_1);
    line.reset();
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
