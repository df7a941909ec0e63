package fiveways.contract.tck;

import java.util.Arrays;

/**
 * What a client has sent and not got back yet: a queue of bytes. Whatever comes back has to be its
 * head.
 */
final class Outstanding {
  private static final int AROUND = 8;

  private byte[] bytes = new byte[1024];
  private int head;
  private int tail;
  private long returned;

  /** How many bytes have come back so far, all of them right. */
  long returned() {
    return returned;
  }

  /** How many bytes have not come back yet. */
  int size() {
    return tail - head;
  }

  void sent(byte[] from, int offset, int length) {
    if (tail + length > bytes.length) {
      int wanted = Math.max(size() + length, Math.min(2 * size(), Integer.MAX_VALUE / 2));
      var roomy = new byte[Math.max(wanted, bytes.length)];
      System.arraycopy(bytes, head, roomy, 0, size());
      bytes = roomy;
      tail = size();
      head = 0;
    }
    System.arraycopy(from, offset, bytes, tail, length);
    tail += length;
  }

  /**
   * Takes what came back.
   *
   * @throws AssertionError at the first byte that is wrong or was never sent
   */
  void cameBack(byte[] came, int length) {
    int same = Math.min(length, size());
    int wrong = Arrays.mismatch(came, 0, same, bytes, head, head + same);
    if (wrong >= 0) {
      throw new AssertionError(
          "byte %d came back as 0x%02X, sent was 0x%02X: around it came \"%s\" for \"%s\""
              .formatted(
                  returned + wrong,
                  came[wrong],
                  bytes[head + wrong],
                  around(came, wrong, 0, length),
                  around(bytes, head + wrong, head, tail)));
    }
    head += same;
    returned += same;
    if (length > same) {
      throw new AssertionError(
          "after all %d bytes sent had come back, came what nobody had sent: \"%s\""
              .formatted(returned, around(came, same, same, length)));
    }
  }

  private static String around(byte[] of, int position, int from, int to) {
    int first = Math.max(from, position - AROUND);
    int last = Math.min(to, position + AROUND);
    return (first > from ? "…" : "") + quoted(of, first, last) + (last < to ? "…" : "");
  }

  /** Bytes as a reader can tell them apart: {@code caf\xE9\n}. */
  static String quoted(byte[] of, int from, int to) {
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      char c = (char) (of[i] & 0xFF);
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '"', '\\' -> text.append('\\').append(c);
        default -> text.append(c >= ' ' && c < 0x7F ? c : "\\x%02X".formatted((int) c));
      }
    }
    return text.toString();
  }
}
