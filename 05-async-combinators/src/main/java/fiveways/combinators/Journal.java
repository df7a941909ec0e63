package fiveways.combinators;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import fiveways.contract.api.EventServer;
import fiveways.contract.journal.JournalReader;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/**
 * The events of {@link Replay}: those in the file, those that were appended since the last flush,
 * and who is told of them once they are in the file. All on the loop, which for a file has nothing
 * to wait with: it blocks, for at most 64 KiB at a time.
 */
final class Journal implements AutoCloseable {

  /** The most that is not flushed, and so the most that is written at once. */
  private static final int MOST = 64 * 1024;

  /**
   * How much of a history is read at once. Little: a big write goes into a small socket buffer as
   * one segment, which the other side's system acknowledges late, for want of another one.
   */
  private static final int PIECE = 4 * 1024;

  private final FileChannel file;
  private final Recovery found;
  private final Set<Follower> followers = new LinkedHashSet<>();
  private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();
  private List<byte[]> live = new ArrayList<>();
  private long length;
  private long events;

  /**
   * Reads all of it, and cuts off what is no whole record at its end. Blocks: not for the loop.
   *
   * @throws IOException naming the file or the offset, if it cannot be opened, or is corrupt
   */
  Journal(Path path) throws IOException {
    file = FileChannel.open(path, READ, WRITE, CREATE);
    try {
      found = Recovery.of(path);
      file.truncate(found.length());
    } catch (IOException | RuntimeException refused) {
      close();
      throw refused;
    }
    length = found.length();
    events = found.events();
  }

  long dropped() {
    return found.dropped();
  }

  /** The event's number; if it does not fit, what was appended before is flushed first. */
  long append(String event) throws IOException {
    var record = JournalRecord.of(event);
    if (unflushed.size() + record.length > MOST) {
      flush();
    }
    unflushed.writeBytes(record);
    events++;
    live.add(EventServer.event(events, event));
    return events;
  }

  /**
   * Writes to the file what was appended; then it is live. The result is how many events are in the
   * file. If it fails nothing is lost: the next one writes it again, at the same place.
   */
  long flush() throws IOException {
    var records = ByteBuffer.wrap(unflushed.toByteArray());
    while (records.hasRemaining()) {
      file.write(records, length + records.position());
    }
    length += records.capacity();
    unflushed.reset();
    var flushed = live;
    live = new ArrayList<>();
    // A copy, since whoever has no room is forgotten meanwhile.
    List.copyOf(followers).forEach(follower -> flushed.forEach(follower::offer));
    return events;
  }

  /**
   * Flushes. Then these are all events there are, as a subscriber is sent them, each piece read
   * when it is asked for; and whatever is appended from now on the follower is offered.
   */
  Flux<byte[]> historyFor(Follower follower) throws IOException {
    flush();
    followers.add(follower);
    return Flux.generate(new History(length)::next);
  }

  void forget(Follower follower) {
    followers.remove(follower);
  }

  /** What is not flushed is lost. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }

  /** How far one subscriber is. */
  private final class History {
    private final JournalReader reader = new JournalReader();
    private final long end;
    private long at;
    private long seq;

    History(long end) {
      this.end = end;
    }

    void next(SynchronousSink<byte[]> sink) {
      try {
        if (at == end) {
          sink.complete();
        } else {
          sink.next(piece());
        }
      } catch (IOException e) {
        sink.error(e);
      }
    }

    /** One event at least. */
    private byte[] piece() throws IOException {
      var out = new ByteArrayOutputStream();
      while (out.size() == 0) {
        readOn();
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
          seq++;
          out.writeBytes(EventServer.event(seq, event.get()));
        }
      }
      return out.toByteArray();
    }

    private void readOn() throws IOException {
      var bytes = ByteBuffer.allocate((int) Math.min(PIECE, end - at));
      int read = file.read(bytes, at);
      if (read <= 0) {
        throw new EOFException("somebody has changed the journal");
      }
      at += read;
      reader.put(bytes.array(), 0, read);
    }
  }
}
