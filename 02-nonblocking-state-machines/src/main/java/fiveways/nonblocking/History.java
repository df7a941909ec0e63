package fiveways.nonblocking;

import fiveways.contract.api.EventServer;
import fiveways.contract.journal.JournalReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** All events up to a moment, as a subscriber is sent them, read from the file piece by piece. */
final class History {
  /**
   * How much of the file is read at once. Little: a big write goes into a small socket buffer as
   * one segment, which the other side's system acknowledges late, for want of another one.
   */
  private static final int PIECE = 4 * 1024;

  private final Journal journal;
  private final long end;
  private final JournalReader reader = new JournalReader();
  private long at;
  private long seq;

  /** All that is in the file now. */
  History(Journal journal) {
    this.journal = journal;
    this.end = journal.length();
  }

  boolean isOver() {
    return at == end;
  }

  /** At least one event, unless it is over. Blocks, for a read. */
  ByteBuffer nextPiece() throws IOException {
    var out = new ByteArrayOutputStream();
    while (out.size() == 0 && at < end) {
      var bytes = journal.read(at, (int) Math.min(PIECE, end - at));
      at += bytes.length;
      reader.put(bytes, 0, bytes.length);
      for (var event = reader.next(); event.isPresent(); event = reader.next()) {
        seq++;
        out.writeBytes(EventServer.event(seq, event.get()));
      }
    }
    return ByteBuffer.wrap(out.toByteArray());
  }
}
