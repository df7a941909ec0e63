package fiveways.virtual;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The events of {@link Replay}: those in the file, those that have been appended since the last
 * flush, and who is sent what has been flushed.
 *
 * <p>Two locks. The gate may be held for long, and an interrupt ends the wait for it: whoever
 * appends has it alone, and any number of histories share it. The monitor, {@code this}, is held
 * only for moments, so that nobody in it need hear an interrupt.
 */
final class Journal implements AutoCloseable {
  private static final int MANY = 1_000;
  private static final int MUCH = 64 * 1024;

  // Fair: producers who always have a next event would else keep a history from ever beginning.
  private final ReadWriteLock gate = new ReentrantReadWriteLock(true);

  private final Path path;
  private final long dropped;
  private final int many;
  private final FileOutputStream file; // guarded by this, as is what follows
  private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();
  private final List<byte[]> live = new ArrayList<>(); // the same events, as subscribers get them
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();
  private long events;
  private boolean atOnce;
  private boolean broken;

  /**
   * Reads all of it, and cuts off what is no whole record at its end. Blocks.
   *
   * @throws IOException naming the file or the offset, if it cannot be opened, or is corrupt
   */
  Journal(ReplaySettings settings) throws IOException {
    path = settings.journal();
    many = Math.min(MANY, settings.waiting()); // one flush alone is to drop nobody
    var good = recovered(path);
    dropped = good.dropped();
    events = good.events();
    file = new FileOutputStream(path.toFile(), true); // no channel: an interrupt would close it
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
   * Blocks as long as a history is read; an interrupt ends that. The result is the event's number.
   *
   * @throws IOException if the journal could not be written, now or before
   */
  // tag::flushing[]
  long append(String event) throws IOException, InterruptedException {
    gate.writeLock().lockInterruptibly();
    try {
      return add(event);
    } finally {
      gate.writeLock().unlock();
    }
  }

  // end::flushing[]

  // tag::flushing[]
  private synchronized long add(String event) throws IOException {
    throwIfBroken();
    unflushed.writeBytes(JournalRecord.of(event));
    events++;
    live.add(EventServer.event(events, event));
    if (atOnce || live.size() >= many || unflushed.size() >= MUCH) {
      flush();
    }
    return events;
  }

  // end::flushing[]

  /** What was appended is written to the file, and then it is live. Waits for no history. */
  // tag::flushing[]
  synchronized void flush() throws IOException {
    throwIfBroken();
    broken = true; // if this fails, nobody knows what is in the file
    file.write(unflushed.toByteArray());
    broken = false;
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

  /**
   * Sends it the whole history. Blocks for as long as that takes; all the while nothing is
   * appended, so that what comes live afterwards is the event after the last.
   *
   * @throws Exception if the subscriber is lost, or its time is over
   */
  boolean replayTo(Subscriber subscriber) throws Exception {
    gate.readLock().lockInterruptibly();
    try {
      add(subscriber);
      return subscriber.withinLimit(() -> subscriber.sendHistory(path));
    } finally {
      gate.readLock().unlock();
    }
  }

  private synchronized void add(Subscriber subscriber) throws IOException {
    flush();
    subscribers.add(subscriber);
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
