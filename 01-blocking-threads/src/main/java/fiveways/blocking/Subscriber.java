package fiveways.blocking;

import fiveways.blocking.engine.LineClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Who gets the events of {@link Replay}: first the history, written to it directly, and then what
 * is put into this monitor. Whoever puts never waits: a subscriber that is too slow is dropped.
 */
final class Subscriber {
  private final LineClient client;
  private final int most;
  private final Queue<byte[]> live = new ArrayDeque<>(); // guarded by this, as below
  private boolean ended;

  /**
   * @param most how many live events may wait for it
   */
  Subscriber(LineClient client, int most) {
    this.client = client;
    this.most = most;
  }

  /** Blocks while the client does not read. */
  void write(byte[] events) throws IOException {
    try (var turn = client.turn()) {
      turn.write(events, events.length);
    }
  }

  /** Does not block; false if there was no room: then its connection has been cut off. */
  synchronized boolean offer(byte[] event) {
    boolean room = live.size() < most;
    if (room) {
      live.add(event);
    } else {
      client.cutOff(); // wakes whoever writes to it
      ended = true;
    }
    notifyAll();
    return room;
  }

  /** There will be no more. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Writes what comes, until there will be no more. */
  void follow() throws IOException {
    for (var event = next(); event.isPresent(); event = next()) {
      write(event.get());
    }
  }

  private synchronized Optional<byte[]> next() throws IOException {
    while (live.isEmpty() && !ended) {
      try {
        wait();
      } catch (InterruptedException e) { // by nobody that we know
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted in the wait for the next event");
      }
    }
    return Optional.ofNullable(live.poll());
  }
}
