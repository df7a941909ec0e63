package fiveways.channels.engine;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Lines for an actor that waits at a socket, and there is deaf to everything else. */
public final class LineReader {
  private static final int SMALL = 512;

  private final InputStream in;
  private final byte[] buffer = new byte[SMALL];
  private final LineCutter lines = new LineCutter();

  public LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * Blocks until the next line is whole.
   *
   * @throws EOFException if the stream ends before
   * @throws LineTooLongException as soon as that is certain
   */
  public Line line() throws IOException {
    return next().orElseThrow(() -> new EOFException("the peer ended before a whole line"));
  }

  /**
   * The same; none if the stream ends before.
   *
   * @throws LineTooLongException as soon as that is certain
   */
  public Optional<Line> next() throws IOException {
    var line = lines.next();
    while (line.isEmpty()) {
      int n = in.read(buffer);
      if (n < 0) {
        return line;
      }
      lines.add(Arrays.copyOf(buffer, n));
      line = lines.next();
    }
    return line;
  }
}
