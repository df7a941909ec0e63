package fiveways.contract.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Gives the events of a journal whose bytes come in pieces of any size. Does not read files itself,
 * so that each model can do that in its own way. For one thread.
 */
public final class JournalReader {
  private byte[] bytes = new byte[0];
  private int next;
  private long offset;

  /** Takes some more bytes of the journal, and copies them. */
  public void put(byte[] more, int from, int length) {
    int left = bytes.length - next;
    var joined = Arrays.copyOfRange(bytes, next, next + left + length);
    System.arraycopy(more, from, joined, left, length);
    bytes = joined;
    next = 0;
  }

  /**
   * The next event, a line without its end; empty as long as its record is not there whole.
   *
   * @throws CorruptJournalException if the record is bad; then so is whatever comes after it
   */
  public Optional<String> next() throws CorruptJournalException {
    var record = ByteBuffer.wrap(bytes);
    int left = bytes.length - next;
    if (left < JournalRecord.HEADER) {
      return Optional.empty();
    }
    if (!JournalRecord.isHeader(record, next)) {
      throw new CorruptJournalException(offset);
    }
    int length = record.getInt(next);
    if (left < JournalRecord.FRAME + length) {
      return Optional.empty();
    }
    if (!JournalRecord.isEvent(bytes, next)) {
      throw new CorruptJournalException(offset);
    }
    var event = new String(bytes, next + JournalRecord.HEADER, length, ISO_8859_1);
    next += JournalRecord.FRAME + length;
    offset += JournalRecord.FRAME + length;
    return Optional.of(event);
  }

  /** Where the next record begins, in bytes from the beginning of the journal. */
  public long offset() {
    return offset;
  }
}
