package fiveways.channels;

import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of {@link Replay}, and what is still to be written to it. It belongs to one actor, the
 * {@link Keeper}; others may read what has been written, in files that they open themselves.
 */
final class Journal {
  /** The most that is not flushed. */
  private static final int MOST = 64 * 1024;

  private final Path path;
  private final RandomAccessFile file;
  private final Recovery found;
  private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();
  private long events;
  private long length;
  private Optional<IOException> broken = Optional.empty();

  /**
   * Reads all of it, and cuts off what is no whole record at its end. Blocks.
   *
   * @throws IOException naming the file or the offset, if it cannot be opened, or is corrupt
   */
  Journal(Path path) throws IOException {
    this.path = path;
    found = Recovery.of(path);
    file = new RandomAccessFile(path.toFile(), "rw");
    try {
      file.setLength(found.length());
    } catch (IOException refused) {
      file.close();
      throw refused;
    }
    events = found.events();
    length = found.length();
  }

  /** How many bytes were cut off. */
  long dropped() {
    return found.dropped();
  }

  /** Whether this event would be more than is written at once. */
  boolean hasNoRoomFor(String event) {
    return unflushed.size() + JournalRecord.of(event).length > MOST;
  }

  /**
   * To be written with the next flush. The result is its number.
   *
   * @throws IOException if the journal could not be written before
   */
  // tag::plain[]
  // tag::flushing[]
  long append(String event) throws IOException {
    throwIfBroken();
    unflushed.writeBytes(JournalRecord.of(event));
    return ++events;
  }

  // end::flushing[]
  // end::plain[]

  /**
   * Writes what was appended.
   *
   * @throws IOException if that fails, now or before: then nobody knows what is in the file
   */
  // tag::plain[]
  // tag::flushing[]
  void flush() throws IOException {
    throwIfBroken();
    try {
      file.seek(length);
      file.write(unflushed.toByteArray());
    } catch (IOException e) {
      broken = Optional.of(new IOException("the journal cannot be written: " + path, e));
      throw e;
    }
    length += unflushed.size();
    unflushed.reset();
  }

  // end::flushing[]
  // end::plain[]

  private void throwIfBroken() throws IOException {
    if (broken.isPresent()) {
      throw broken.get();
    }
  }

  /** How long the file is, with all that has been flushed. */
  long length() {
    return length;
  }

  Path path() {
    return path;
  }

  /** What could not be written, if something could not. */
  Optional<IOException> broken() {
    return broken;
  }

  /** Writes what is left, and lets go of the file. What cannot be written is {@link #broken}. */
  void close() {
    try (file) {
      flush();
    } catch (IOException told) {
      // by broken(), or it was only the close, and the descriptor is gone all the same
    }
  }
}
