package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Hands over the carriage return before the line feed as if it were the line's.
 *
 * <p>Everything works against one's own server, which never sends one; with the first peer that
 * speaks CRLF, as most of the internet's protocols do, every comparison goes wrong.
 */
@Breaks(value = "TIME-1", seen = "\\r")
public final class BrokenReplyWithCarriageReturn extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected String text(byte[] line) {
        return new String(line, ISO_8859_1);
      }
    };
  }
}
