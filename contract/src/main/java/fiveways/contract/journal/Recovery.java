package fiveways.contract.journal;

import fiveways.contract.api.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What of a journal is good, as a server finds it when it starts. A kill in the middle of a write
 * leaves a bad last record; a bad record elsewhere is another matter, and nobody guesses what was
 * there.
 *
 * @param events how many there are
 * @param length of the records that are good, in bytes: here the file has to be cut off
 * @param dropped how many bytes come after them
 */
public record Recovery(long events, long length, long dropped) {
  private static final int PIECE = 64 * 1024;
  private static final int LONGEST = JournalRecord.FRAME + Line.MAX_BYTES;

  /**
   * Reads a journal to its end, a piece at a time, and changes nothing. Blocks. One that is not
   * there is empty.
   *
   * @throws CorruptJournalException naming the offset, if a bad record is not the last one
   * @throws IOException naming the file, if it cannot be read
   */
  public static Recovery of(Path journal) throws IOException {
    if (Files.notExists(journal)) {
      return new Recovery(0, 0, 0);
    }
    try (var file = FileChannel.open(journal, StandardOpenOption.READ)) {
      return of(file);
    } catch (CorruptJournalException bad) {
      throw bad;
    } catch (IOException e) {
      // A failed read does not say of what: of a folder, for one, which can be opened.
      throw new IOException("cannot read the journal " + journal + ": " + e.getMessage(), e);
    }
  }

  private static Recovery of(FileChannel file) throws IOException {
    var reader = new JournalReader();
    long events = 0;
    var piece = ByteBuffer.allocate(PIECE);
    for (int read = file.read(piece); read >= 0; read = file.read(piece.clear())) {
      reader.put(piece.array(), 0, read);
      try {
        while (reader.next().isPresent()) {
          events++;
        }
      } catch (CorruptJournalException bad) {
        if (!isLast(file, bad.offset())) {
          throw bad;
        }
        break;
      }
    }
    return new Recovery(events, reader.offset(), file.size() - reader.offset());
  }

  /**
   * A record that is there whole, but bad: with a good header it says itself where the next one
   * would be; with a bad one the next is looked for.
   */
  private static boolean isLast(FileChannel file, long bad) throws IOException {
    var header = ByteBuffer.wrap(bytesAt(file, bad, JournalRecord.HEADER));
    if (JournalRecord.isHeader(header, 0)) {
      return bad + JournalRecord.FRAME + header.getInt(0) >= file.size();
    }
    for (long from = bad + 1; from < file.size(); from += PIECE) {
      var window = bytesAt(file, from, PIECE + LONGEST);
      for (int at = 0; at < PIECE; at++) {
        if (isWholeRecord(window, at)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isWholeRecord(byte[] window, int at) {
    var bytes = ByteBuffer.wrap(window);
    int left = window.length - at;
    return left >= JournalRecord.FRAME
        && JournalRecord.isHeader(bytes, at)
        && left >= JournalRecord.FRAME + bytes.getInt(at)
        && JournalRecord.isEvent(window, at);
  }

  /** So many bytes from there, or as many as the file has. */
  private static byte[] bytesAt(FileChannel file, long from, int atMost) throws IOException {
    var bytes = new byte[(int) Math.min(atMost, file.size() - from)];
    var into = ByteBuffer.wrap(bytes);
    while (into.hasRemaining() && file.read(into, from + into.position()) >= 0) {
      // A read may give less than was asked for.
    }
    return bytes;
  }
}
