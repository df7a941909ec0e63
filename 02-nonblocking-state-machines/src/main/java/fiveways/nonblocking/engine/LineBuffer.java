package fiveways.nonblocking.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What has been read and not yet been taken: whole lines, and perhaps a half one. Holds no more
 * than one line of the greatest length, and nothing at all while it is empty.
 */
public final class LineBuffer {
  private static final int LIMIT = Line.MAX_BYTES + 1;
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int start;
  private int looked;
  private int end;

  /** So many bytes more it takes: at least one, once all whole lines have been taken. */
  public int room() {
    return LIMIT - (end - start);
  }

  /** At most {@link #room} bytes. */
  public void add(ByteBuffer more) {
    int held = end - start;
    int needed = held + more.remaining();
    var to = needed <= bytes.length ? bytes : new byte[Math.min(Math.max(needed, 2 * held), LIMIT)];
    System.arraycopy(bytes, start, to, 0, held);
    more.get(to, held, more.remaining());
    bytes = to;
    looked -= start;
    start = 0;
    end = needed;
  }

  /**
   * The next line that is here whole, without its end.
   *
   * @throws LineTooLongException as soon as that is certain
   */
  public Optional<Line> next() throws LineTooLongException {
    while (looked < end) {
      if (bytes[looked++] == '\n') {
        return Optional.of(taken());
      }
    }
    if (room() == 0) {
      throw new LineTooLongException();
    }
    if (start == end) {
      clear();
    }
    return Optional.empty();
  }

  private Line taken() {
    var text = new String(Arrays.copyOfRange(bytes, start, looked - 1), ISO_8859_1);
    start = looked;
    return new Line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  private void clear() {
    bytes = NOTHING;
    start = 0;
    looked = 0;
    end = 0;
  }
}
