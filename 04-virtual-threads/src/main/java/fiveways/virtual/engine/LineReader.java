package fiveways.virtual.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes a stream of bytes apart into lines. Blocks as the stream does, and is used by one thread at
 * a time. A half-read line stays here if a read fails, but the stream may not have survived.
 */
public final class LineReader {
  private static final int FIRST_CAPACITY = 256;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int start; // of the line that is being read
  private int end; // of what has been read

  public LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next line.
   *
   * @throws EOFException if the stream ends before a whole line
   * @throws LineTooLongException as soon as that is certain
   */
  public Line line() throws IOException {
    return next().orElseThrow(() -> new EOFException("the peer ended before a whole line"));
  }

  /**
   * The next line; empty at the end of the stream, which drops what comes after the last line feed.
   *
   * @throws LineTooLongException as soon as that is certain
   */
  public Optional<Line> next() throws IOException {
    int looked = start;
    while (true) {
      for (; looked < end; looked++) {
        if (buffer[looked] == '\n') {
          return Optional.of(take(looked));
        }
      }
      if (end - start > Line.MAX_BYTES) {
        throw new LineTooLongException();
      }
      looked -= makeRoom();
      int n = in.read(buffer, end, buffer.length - end);
      if (n < 0) {
        return Optional.empty();
      }
      end += n;
    }
  }

  private Line take(int lineFeed) {
    int to = lineFeed > start && buffer[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    var line = new Line(new String(buffer, start, to - start, ISO_8859_1));
    start = lineFeed + 1;
    return line;
  }

  /**
   * Moves the line to the front, and makes the buffer larger if it fills it; by how much it moved.
   */
  private int makeRoom() {
    int moved = start;
    System.arraycopy(buffer, start, buffer, 0, end - start);
    start = 0;
    end -= moved;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, Line.MAX_BYTES + 1));
    }
    return moved;
  }
}
