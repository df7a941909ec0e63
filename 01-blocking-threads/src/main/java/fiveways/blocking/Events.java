package fiveways.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Events that wait for the next batch: a monitor between the one that receives them and the one
 * that sends them. Whoever waits in it is woken by whatever changes, and looks again.
 */
final class Events {
  private final int most;
  private List<String> waiting = new ArrayList<>(); // guarded by this, as what follows
  private boolean ended;
  private boolean cancelled;

  /**
   * @param most how many may wait
   */
  Events(int most) {
    this.most = most;
  }

  /**
   * Blocks while there is no room.
   *
   * @throws IOException if it was cancelled
   */
  synchronized void put(String event) throws IOException {
    while (waiting.size() >= most && !cancelled) {
      await(Long.MAX_VALUE);
    }
    throwIfCancelled();
    waiting.add(event);
  }

  /** There will be no more. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Whoever waits, or comes, fails from now on. */
  synchronized void cancel() {
    cancelled = true;
    notifyAll();
  }

  /**
   * Blocks until the end, but no longer than so; whether there will be no more.
   *
   * @throws IOException if it was cancelled
   */
  synchronized boolean endsWithin(long nanos) throws IOException {
    long start = System.nanoTime();
    for (long left = nanos; left > 0 && !ended && !cancelled; ) {
      await(left);
      left = nanos - (System.nanoTime() - start);
    }
    throwIfCancelled();
    return ended;
  }

  /** What waits, and then nothing does: there is room. Does not block. */
  synchronized List<String> takeAll() {
    var all = waiting;
    waiting = new ArrayList<>();
    notifyAll();
    return all;
  }

  /** May come back for no reason. */
  private void await(long nanos) throws IOException {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) { // by nobody that we know
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in the wait for room, or for the tick");
    }
  }

  private void throwIfCancelled() throws IOException {
    if (cancelled) {
      throw new IOException("cancelled");
    }
  }
}
