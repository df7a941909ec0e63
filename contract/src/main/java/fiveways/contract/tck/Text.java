package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An endless text that belongs to one client: lines of 61 bytes, each with its owner and its
 * number, so that a byte that went astray shows whose it was. (No kernel counts in 61s: where it
 * stops to take any more, that is in the middle of a line.)
 */
record Text(String owner) {
  private static final int LINE = 61;
  private static final int NAME = 40;

  /** Refuses an owner with too long a name for a line. */
  Text {
    if (owner.length() > NAME) {
      throw new IllegalArgumentException("too long a name: " + owner);
    }
  }

  /** So many bytes of it, from this offset on. */
  ByteBuffer from(long offset, int length) {
    long line = offset / LINE;
    int skip = Math.toIntExact(offset % LINE);
    var bytes = new byte[(skip + length + LINE - 1) / LINE * LINE];
    Arrays.fill(bytes, (byte) ' ');
    var name = owner.getBytes(ISO_8859_1);
    for (int at = 0; at < bytes.length; at += LINE, line++) {
      System.arraycopy(name, 0, bytes, at, name.length);
      bytes[at + LINE - 1] = '\n';
      int digit = at + LINE - 2;
      for (long rest = line; digit > at + NAME; rest /= 10, digit--) {
        bytes[digit] = (byte) ('0' + rest % 10);
      }
    }
    return ByteBuffer.wrap(bytes, skip, length);
  }
}
