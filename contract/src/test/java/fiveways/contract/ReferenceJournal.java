package fiveways.contract;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Settings;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The reference model's journal: what has been appended, what of it is in the file, and who gets it
 * then. One lock guards all of it. Nobody who holds it waits for a client. The file is no channel,
 * since an interrupt of whoever uses a channel closes it for all. Protected methods are seams.
 */
class ReferenceJournal {
  private static final int MUCH = 1_000;

  protected final ReplaySettings settings;
  protected final ReentrantLock lock = new ReentrantLock();
  protected final Condition changed = lock.newCondition();
  protected final List<String> appended = new ArrayList<>();
  protected final Set<ReferenceSubscription> live = new LinkedHashSet<>();
  protected final Recovery recovery;
  private final RandomAccessFile file;
  private final Thread flusher =
      Thread.ofVirtual().name("reference-flusher").unstarted(this::flushToTheEnd);
  protected long flushed;
  protected long length;
  protected int replays;
  private boolean closed;
  private boolean open = true;

  /** Reads the file, and cuts off it what is not good. */
  ReferenceJournal(ReplaySettings settings) throws IOException {
    this.settings = settings;
    this.recovery = recover();
    this.flushed = recovery.events();
    this.length = recovery.length();
    this.file = new RandomAccessFile(settings.journal().toFile(), "rw");
    cutOff(file);
  }

  /** A seam. */
  protected Recovery recover() throws IOException {
    return Recovery.of(settings.journal());
  }

  /** A seam: what is behind the last good record. */
  protected void cutOff(RandomAccessFile from) throws IOException {
    from.setLength(length);
  }

  void start() {
    flusher.start();
  }

  /** The event's number; waits while somebody reads the file. */
  long append(String event) throws IOException {
    lock.lock();
    try {
      holdBack();
      return appendUnderLock(event);
    } finally {
      lock.unlock();
    }
  }

  /** A seam: the same, when nobody is in the way. */
  protected long appendUnderLock(String event) throws IOException {
    appended.add(event);
    long seq = flushed + appended.size();
    if (appended.size() >= MUCH) {
      flush();
    } else {
      appended();
    }
    return seq;
  }

  /** A seam: something has been appended, and not been flushed. */
  protected void appended() throws IOException {}

  /** A seam: until nobody reads the file. */
  protected void holdBack() throws IOException {
    while (replays > 0) {
      changed.awaitUninterruptibly();
    }
  }

  /** Writes to the file what was appended, and only then tells those who wait for it. */
  protected void flush() throws IOException {
    lock.lock();
    try {
      var events = List.copyOf(appended);
      write(events);
      appended.clear();
      for (var event : events) {
        flushed++;
        tell(EventServer.event(flushed, event));
      }
    } finally {
      lock.unlock();
    }
  }

  /** A seam. */
  protected void write(List<String> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    var bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(JournalRecord.of(event)));
    file.seek(length);
    file.write(bytes.toByteArray());
    length += bytes.size();
  }

  /** A seam: hands a live event to all; whoever has no room for it is dropped. */
  protected void tell(byte[] event) {
    for (var subscription : List.copyOf(live)) {
      if (!subscription.offer(event)) {
        live.remove(subscription);
        subscription.drop();
      }
    }
  }

  /**
   * From now on nothing is appended, and live events come to this subscription.
   *
   * @return how long the file is now
   */
  protected long beginReplay(ReferenceSubscription subscription) throws IOException {
    lock.lock();
    try {
      flushBeforeReplay();
      replays++;
      listen(subscription);
      return length;
    } finally {
      lock.unlock();
    }
  }

  /** A seam. */
  protected void flushBeforeReplay() throws IOException {
    flush();
  }

  /** A seam: from now on it is told what is live. */
  protected void listen(ReferenceSubscription subscription) {
    live.add(subscription);
  }

  protected void endReplay() {
    lock.lock();
    try {
      replays--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void forget(ReferenceSubscription subscription) {
    lock.lock();
    try {
      live.remove(subscription);
    } finally {
      lock.unlock();
    }
  }

  private void flushToTheEnd() {
    lock.lock();
    try {
      while (awaitPeriod()) {
        flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  /** A seam: whether there is another flush, after a wait that lets go of the lock. */
  protected boolean awaitPeriod() {
    long due = System.nanoTime() + Settings.nanos(settings.flush());
    boolean interrupted = false;
    for (long left; !closed() && (left = due - System.nanoTime()) > 0; ) {
      try {
        var _ = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !closed();
  }

  /** A seam: what ends the wait for the next flush. */
  protected boolean closed() {
    return closed;
  }

  /** Once nobody appends any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      if (open) {
        open = false;
        flushAtClose();
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
    endFlusher(flusher);
  }

  /** A seam. */
  protected void flushAtClose() throws IOException {
    flush();
  }

  /** A seam: it has been told. */
  protected void endFlusher(Thread by) {
    ReferenceOperations.joinUninterruptibly(by);
  }
}
