package fiveways.blocking.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a stream into lines. It owns what it has read of a line that is not whole yet, so a read
 * that fails in between (a read timeout, say) loses nothing. For one thread at a time.
 */
public final class LineReader {

  /** Small: a blocking read takes a second buffer of this size, outside the heap, per thread. */
  private static final int CHUNK = 1024;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private int next;
  private int end;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(80);

  public LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next line, without its end; blocks until it is whole. Nothing once the stream has ended:
   * what came after the last line feed is no line.
   *
   * @throws LineTooLongException at the first byte that is too many
   */
  public Optional<String> next() throws IOException {
    while (true) {
      if (next == end && !fill()) {
        return Optional.empty();
      }
      byte b = chunk[next++];
      if (b == '\n') {
        return Optional.of(taken());
      }
      if (line.size() == Line.MAX_BYTES) {
        throw new LineTooLongException();
      }
      line.write(b);
    }
  }

  /**
   * The next line, which somebody waits for.
   *
   * @throws EOFException if the stream ends before it is whole
   */
  public String require() throws IOException {
    return next().orElseThrow(() -> new EOFException("the peer ended before a whole line"));
  }

  private boolean fill() throws IOException {
    next = 0;
    end = 0; // first, because the read may throw
    end = Math.max(in.read(chunk), 0);
    return end > 0;
  }

  private String taken() {
    var text = line.toString(ISO_8859_1);
    line.reset();
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
