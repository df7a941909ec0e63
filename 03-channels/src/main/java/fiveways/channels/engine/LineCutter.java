package fiveways.channels.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Cuts what comes in pieces into lines. It belongs to one actor, and waits for nothing. */
public final class LineCutter {

  /** What is done with a line. */
  @FunctionalInterface
  public interface Use {
    void of(Line line) throws IOException;
  }

  private final ByteArrayOutputStream begun = new ByteArrayOutputStream(80);
  private byte[] piece = {};
  private int next;

  /**
   * Cuts the next piece, and has every line used that ends in it.
   *
   * @throws LineTooLongException at the first byte that is too many; lines before that are used
   */
  public void cut(byte[] bytes, Use use) throws IOException {
    add(bytes);
    for (var line = next(); line.isPresent(); line = next()) {
      use.of(line.get());
    }
  }

  void add(byte[] bytes) {
    piece = bytes;
    next = 0;
  }

  /** The next line; none if its end is not in this piece: then the rest of it is kept. */
  Optional<Line> next() throws LineTooLongException {
    while (next < piece.length) {
      byte b = piece[next++];
      if (b == '\n') {
        return Optional.of(taken());
      }
      if (begun.size() == Line.MAX_BYTES) {
        throw new LineTooLongException();
      }
      begun.write(b);
    }
    return Optional.empty();
  }

  private Line taken() {
    var text = begun.toString(ISO_8859_1);
    begun.reset();
    return new Line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
