package fiveways.contract.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How an event stands in the journal: its length, the CRC32C of the length, the event, the CRC32C
 * of the event. Numbers have four bytes, the highest first. The length has a sum of its own, so
 * that a wrong one is not believed.
 */
public final class JournalRecord {
  /** Bytes before the event. */
  static final int HEADER = 8;

  /** Bytes of a record besides the event. */
  static final int FRAME = HEADER + Integer.BYTES;

  private JournalRecord() {}

  /**
   * The bytes of a record.
   *
   * @param event a line without its end, one char per byte, at most {@link Line#MAX_BYTES}
   */
  public static byte[] of(String event) {
    var payload = new Line(event).text().getBytes(ISO_8859_1);
    return ByteBuffer.allocate(FRAME + payload.length)
        .putInt(payload.length)
        .putInt(sumOfLength(payload.length))
        .put(payload)
        .putInt(sum(payload, 0, payload.length))
        .array();
  }

  static int sum(byte[] bytes, int from, int length) {
    var crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  static int sumOfLength(int length) {
    return sum(ByteBuffer.allocate(Integer.BYTES).putInt(length).array(), 0, Integer.BYTES);
  }

  /** Whether a header says a length that an event can have, and its sum fits. */
  static boolean isHeader(ByteBuffer bytes, int at) {
    int length = bytes.getInt(at);
    return length >= 0
        && length <= Line.MAX_BYTES
        && bytes.getInt(at + Integer.BYTES) == sumOfLength(length);
  }

  /** Whether the sum of the event behind this header fits; the record has to be there whole. */
  static boolean isEvent(byte[] bytes, int at) {
    var record = ByteBuffer.wrap(bytes);
    int length = record.getInt(at);
    return record.getInt(at + HEADER + length) == sum(bytes, at + HEADER, length);
  }
}
