package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes what one read returns for the whole reply.
 *
 * <p>On loopback a short line always comes in one piece, so that it works for months. TCP carries
 * bytes and knows nothing of messages; half a line is all there is when the first segment ends
 * there, and everything that waits for the other half is gone.
 */
@Breaks(
    value = {"TIME-1", "TIME-2", "TIME-3", "TIME-4", "TIME-5", "TIME-8"},
    perhaps = {"RACE-2", "RACE-5", "RACE-7", "RACE-8"},
    seen = "a reply in two pieces")
public final class BrokenOneReadOneMessage extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected String answer(InputStream in) throws IOException {
        var chunk = new byte[Line.MAX_BYTES + 1];
        int n = in.read(chunk);
        if (n < 0) {
          throw new EOFException();
        }
        var message = new String(chunk, 0, n, ISO_8859_1);
        int end = message.indexOf('\n');
        return text(message.substring(0, end < 0 ? n : end).getBytes(ISO_8859_1));
      }
    };
  }
}
