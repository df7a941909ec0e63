package fiveways.blocking;

import fiveways.contract.api.EventServer;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The events of {@link Replay}: a monitor around what was appended since the last flush, the file,
 * and who is sent what has been flushed. While a history is read, whoever appends waits in it.
 * Histories are read outside of it, several side by side; but one that comes when somebody waits
 * already begins after him, or producers would wait for ever.
 */
final class Journal implements AutoCloseable {
  private static final int MANY = 1_000;
  private static final int MUCH = 64 * 1024;

  private final Path path;
  private final long dropped;
  private final RandomAccessFile file; // guarded by this, as is what follows
  private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();
  private final List<byte[]> live = new ArrayList<>(); // the same events, as subscribers get them
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();
  private long events;
  private long length;
  private int replays;
  private int heldBack;
  private boolean atOnce;
  private boolean broken;

  /**
   * Reads all of it, and cuts off what is no whole record at its end. Blocks.
   *
   * @throws IOException naming the file or the offset, if it cannot be opened, or is corrupt
   */
  Journal(Path path) throws IOException {
    var good = recovered(path);
    this.path = path;
    dropped = good.dropped();
    events = good.events();
    length = good.length();
    file = new RandomAccessFile(path.toFile(), "rw");
    file.seek(length);
  }

  /** What is good of a journal, and by then nothing else is left of it. */
  static Recovery recovered(Path path) throws IOException {
    var good = Recovery.of(path);
    if (good.dropped() > 0) {
      try (var file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(good.length());
      }
    }
    return good;
  }

  long dropped() {
    return dropped;
  }

  /**
   * Blocks as long as a history is read. The result is the event's number.
   *
   * @throws IOException if the journal could not be written, now or before
   */
  // tag::flushing[]
  synchronized long append(String event) throws IOException {
    awaitReplays();
    throwIfBroken();
    unflushed.writeBytes(JournalRecord.of(event));
    events++;
    live.add(EventServer.event(events, event));
    if (atOnce || live.size() >= MANY || unflushed.size() >= MUCH) {
      flush();
    }
    return events;
  }

  // end::flushing[]

  /** What was appended is written to the file, and then it is live. Waits for no replay. */
  // tag::flushing[]
  synchronized void flush() throws IOException {
    throwIfBroken();
    broken = true; // if this fails, nobody knows what is in the file
    file.write(unflushed.toByteArray());
    broken = false;
    length += unflushed.size();
    unflushed.reset();
    live.forEach(event -> subscribers.removeIf(subscriber -> !subscriber.offer(event)));
    live.clear();
  }

  // end::flushing[]

  private void throwIfBroken() throws IOException {
    if (broken) {
      throw new IOException("the journal cannot be written any more: " + path);
    }
  }

  private void awaitReplays() throws IOException {
    heldBack++;
    try {
      await(() -> replays == 0);
    } finally {
      heldBack--;
      notifyAll(); // a replay may be waiting behind us
    }
  }

  private void await(BooleanSupplier state) throws IOException {
    try {
      while (!state.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) { // by nobody that we know
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in the wait for a replay");
    }
  }

  /**
   * Sends it the whole history. Blocks for as long as that takes; all the while nothing is
   * appended, so that what comes live afterwards is the event after the last.
   *
   * @throws IOException if the subscriber is lost, or its time is over
   */
  void replayTo(Subscriber subscriber) throws IOException {
    long end = beginReplay(subscriber);
    try {
      subscriber.sendHistory(path, end);
    } finally {
      endReplay();
    }
  }

  private synchronized long beginReplay(Subscriber subscriber) throws IOException {
    await(() -> heldBack == 0);
    flush();
    replays++;
    subscribers.add(subscriber);
    return length;
  }

  private synchronized void endReplay() {
    replays--;
    notifyAll();
  }

  /** The subscriber has gone. */
  synchronized void forget(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  /** The server closes: from now on nothing waits for the next flush. */
  synchronized void flushAtOnce() {
    atOnce = true;
    try {
      flush();
    } catch (IOException told) {
      // By close(), too.
    }
  }

  /** What could not be written, although it has been acknowledged, is lost: then this throws. */
  @Override
  public synchronized void close() {
    try (file) {
      flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
