package fiveways.virtual.engine;

import fiveways.contract.api.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What a client sends. Whoever closes the server can see from outside whether it is waited for. */
final class Input extends InputStream {
  private static final long NOT_WAITING = Long.MAX_VALUE;

  private final Socket socket;
  private volatile long limit = Settings.NEVER;
  private volatile Thread reader = Thread.currentThread();
  private volatile long waitingSince = NOT_WAITING;

  Input(Socket socket) {
    this.socket = socket;
  }

  void limitSilence(Duration silence) {
    limit = Settings.nanos(silence);
  }

  void forgetSilence() throws IOException {
    limit = Settings.NEVER;
    socket.setSoTimeout(0);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    // A read looks for an interrupt only where it has to wait. With a client that is quick enough
    // it never has to, and whoever serves it would never notice that the server is being closed.
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted before a read");
    }
    reader = Thread.currentThread();
    waitingSince = System.nanoTime();
    try {
      return limit < Settings.NEVER
          ? readWithinLimit(bytes, offset, length)
          : socket.getInputStream().read(bytes, offset, length);
    } finally {
      waitingSince = NOT_WAITING;
    }
  }

  /** SO_TIMEOUT knows whole milliseconds, and no more of them than an int holds. */
  private int readWithinLimit(byte[] bytes, int offset, int length) throws IOException {
    long start = System.nanoTime();
    while (true) {
      long rest = limit - (System.nanoTime() - start);
      long millis = Math.ceilDiv(Math.max(rest, 1), 1_000_000);
      socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
      try {
        return socket.getInputStream().read(bytes, offset, length);
      } catch (SocketTimeoutException silent) {
        if (System.nanoTime() - start >= limit) {
          throw silent;
        }
      }
    }
  }

  /** Reads and forgets until the client's end. */
  boolean discard() throws IOException {
    var rubbish = new byte[8192];
    while (read(rubbish) >= 0) {
      // nothing is done with it
    }
    return true;
  }

  /**
   * Whether the reader is parked, with nothing to read, and has been since then. The order of these
   * looks matters: a reader that had taken the last bytes before the first look, and so left the
   * kernel nothing to show, cannot be parked at the second without having been awake in between,
   * and then it has waited only since then.
   */
  boolean idleSince(long nanoTime) {
    try {
      return socket.getInputStream().available() == 0
          && parked(reader.getState())
          && waitingSince != NOT_WAITING
          && waitingSince - nanoTime <= 0;
    } catch (IOException closed) {
      return false;
    }
  }

  private static boolean parked(Thread.State state) {
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }
}
