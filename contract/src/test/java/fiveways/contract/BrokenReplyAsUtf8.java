package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Decodes the reply as UTF-8, although a line is bytes.
 *
 * <p>With ASCII nobody notices, and on most machines UTF-8 is even what the bytes mean. A byte that
 * is no UTF-8 becomes a question mark in a diamond, and what it was is gone for good.
 */
@Breaks(value = "TIME-1", seen = "")
public final class BrokenReplyAsUtf8 extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected String text(byte[] line) {
        return new String(super.text(line).getBytes(ISO_8859_1), UTF_8);
      }
    };
  }
}
