package fiveways.virtual;

import fiveways.contract.api.EventServer;
import fiveways.contract.journal.JournalReader;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * The events of {@link Replay}: those in the file, those that have been appended since its last
 * flush, and who is sent them. Whoever does something with them has the turn; so as long as a
 * replay has it, nobody appends, and nobody flushes. That is how producers stand still: they wait
 * in {@link #append} like for anything else.
 */
final class Journal implements AutoCloseable {
  /** Flushed earlier if so many wait for it. */
  private static final int MOST = 1_000;

  private static final int PIECE = 64 * 1024;

  /** Fair, or a producer that always has a next event would be back before a replay is awake. */
  private final Semaphore turn = new Semaphore(1, true);

  private final Path path;
  private final RandomAccessFile file;
  private final long dropped;
  private final Set<Subscriber> subscribers = new LinkedHashSet<>(); // whose turn it is, as below
  private final List<byte[]> live = new ArrayList<>();
  private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();
  private long events;
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

  /** Blocks for its turn, which an interrupt ends. */
  private <T> T inTurn(Callable<T> action) throws IOException, InterruptedException {
    turn.acquire();
    try {
      return action.call();
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("no other is thrown here", e);
    } finally {
      turn.release();
    }
  }

  /** Blocks as long as somebody's history is read. The result is its number. */
  long append(String event) throws IOException, InterruptedException {
    return inTurn(() -> {
      events++;
      unflushed.write(JournalRecord.of(event));
      live.add(EventServer.event(events, event));
      if (closing || live.size() >= MOST) {
        write();
      }
      return events;
    });
  }

  /** Writes to the file what has been appended; then it is live. */
  void flush() throws IOException, InterruptedException {
    inTurn(() -> {
      write();
      return true;
    });
  }

  /**
   * Not interruptible: an interrupt would close a channel, and the file is everybody's. If it
   * fails, nobody knows what is in the file by then, and nothing more is written.
   */
  private void write() throws IOException {
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
   * Sends the whole history, and has the turn all the while: from the next flush on the subscriber
   * is live, and nothing has come in between. Blocks; an interrupt ends it.
   */
  void replayTo(Subscriber subscriber) throws IOException, InterruptedException {
    inTurn(() -> {
      write();
      subscriber.withinLimit(() -> sendHistory(subscriber));
      subscribers.add(subscriber);
      if (closing && producers == 0) {
        subscriber.end();
      }
      return true;
    });
  }

  private boolean sendHistory(Subscriber subscriber) throws IOException, InterruptedException {
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
    return true;
  }

  /** The subscriber has gone. */
  void forget(Subscriber subscriber) throws IOException, InterruptedException {
    inTurn(() -> subscribers.remove(subscriber));
  }

  /** From now on there is one producer more, or one less. */
  void producers(int more) throws IOException, InterruptedException {
    inTurn(() -> {
      producers += more;
      endIfNothingCanCome();
      return true;
    });
  }

  /** The server closes: what is appended is flushed at once, and the last producer ends it all. */
  boolean closing() throws IOException, InterruptedException {
    return inTurn(() -> {
      closing = true;
      write();
      endIfNothingCanCome();
      return true;
    });
  }

  private void endIfNothingCanCome() {
    if (closing && producers == 0) {
      subscribers.forEach(Subscriber::end);
    }
  }

  /** Whatever is in the file by then is flushed. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
