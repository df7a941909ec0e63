package fiveways.combinators.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.util.Arrays;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/**
 * Cuts bytes into lines, and keeps what is over for next time: half a line, or lines that nobody
 * has asked for yet.
 */
final class LineDecoder {
  private byte[] bytes = {};
  private int from;

  /** The lines that are whole by now, cut off one by one as they are asked for. */
  Flux<Line> lines() {
    return Flux.generate(this::cut);
  }

  /** The same, with these bytes as well. */
  Flux<Line> linesWith(byte[] more) {
    var all = Arrays.copyOfRange(bytes, from, bytes.length + more.length);
    System.arraycopy(more, 0, all, bytes.length - from, more.length);
    bytes = all;
    from = 0;
    return lines();
  }

  private void cut(SynchronousSink<Line> sink) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end - from > Line.MAX_BYTES) {
      sink.error(new LineTooLongException());
    } else if (end == bytes.length) {
      sink.complete();
    } else {
      int length = end > from && bytes[end - 1] == '\r' ? end - from - 1 : end - from;
      var line = new Line(new String(bytes, from, length, ISO_8859_1));
      from = end + 1; // before the line is handed over: it may be the last that is asked for
      sink.next(line);
    }
  }
}
