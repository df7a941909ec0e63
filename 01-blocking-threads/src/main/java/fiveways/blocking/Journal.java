package fiveways.blocking;

import fiveways.contract.api.EventServer;
import fiveways.contract.journal.JournalReader;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The events of {@link Replay}: a monitor around those in the file, those that were appended since
 * its last flush, and who is sent them. As long as a history is being read, whoever appends waits
 * in it: that is how producers stand still. Histories are read outside of it, so several may be at
 * once.
 */
final class Journal implements AutoCloseable {
  /** Flushed earlier if so many wait for it. */
  private static final int MOST = 1_000;

  private static final int PIECE = 64 * 1024;

  private final Path path;
  private final RandomAccessFile file;
  private final long dropped;
  private final Set<Subscriber> subscribers = new LinkedHashSet<>(); // guarded by this, as below
  private final List<byte[]> live = new ArrayList<>();
  private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();
  private long events;
  private int replays;
  private int producers;
  private boolean broken;
  private boolean closing;

  /**
   * Reads all of it, and cuts off what is no whole record at its end. Blocks.
   *
   * @throws IOException naming the file or the offset, if it cannot be opened, or is corrupt
   */
  Journal(Path path) throws IOException {
    var good = Recovery.of(path);
    this.path = path;
    events = good.events();
    dropped = good.dropped();
    file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(good.length());
    file.seek(good.length());
  }

  long dropped() {
    return dropped;
  }

  /** Blocks as long as a history is being read. The result is the event's number. */
  synchronized long append(String event) throws IOException {
    while (replays > 0) {
      await();
    }
    events++;
    unflushed.write(JournalRecord.of(event));
    live.add(EventServer.event(events, event));
    if (closing || live.size() >= MOST) {
      flush();
    }
    return events;
  }

  /**
   * Writes to the file what was appended; then it is live. While a history is read there is
   * nothing. If it fails, nobody knows what is in the file by then, and nothing more is written.
   */
  synchronized void flush() throws IOException {
    if (broken) {
      throw new IOException("the journal cannot be written: " + path);
    }
    broken = true;
    file.write(unflushed.toByteArray());
    broken = false;
    unflushed.reset();
    live.forEach(event -> subscribers.removeIf(subscriber -> !subscriber.offer(event)));
    live.clear();
  }

  /**
   * Sends the whole history. When that is over the subscriber is live, and nothing has come in
   * between. Blocks as long as that takes.
   */
  void replayTo(Subscriber subscriber) throws IOException {
    beginReplay();
    try {
      sendHistory(subscriber);
      live(subscriber);
    } finally {
      endReplay();
    }
  }

  private synchronized void beginReplay() throws IOException {
    flush();
    replays++;
  }

  private synchronized void live(Subscriber subscriber) {
    subscribers.add(subscriber);
    endIfNothingCanCome();
  }

  private synchronized void endReplay() {
    replays--;
    notifyAll();
  }

  private void sendHistory(Subscriber subscriber) throws IOException {
    var reader = new JournalReader();
    var piece = new byte[PIECE];
    long seq = 0;
    try (var history = new RandomAccessFile(path.toFile(), "r")) {
      for (int n = history.read(piece); n >= 0; n = history.read(piece)) {
        reader.put(piece, 0, n);
        var out = new ByteArrayOutputStream();
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
          seq++;
          out.write(EventServer.event(seq, event.get()));
        }
        subscriber.write(out.toByteArray());
      }
    }
  }

  /** The subscriber has gone. */
  synchronized void forget(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  /** From now on there is one producer more, or one less. */
  synchronized void producers(int more) {
    producers += more;
    endIfNothingCanCome();
  }

  /** The server closes: what is appended is flushed at once, and the last producer ends it all. */
  synchronized void closing() throws IOException {
    closing = true;
    try {
      flush();
    } finally {
      endIfNothingCanCome();
    }
  }

  private void endIfNothingCanCome() {
    if (closing && producers == 0) {
      subscribers.forEach(Subscriber::end);
    }
  }

  private void await() throws IOException {
    try {
      wait();
    } catch (InterruptedException e) { // by nobody that we know
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a history is being read");
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
