package fiveways.blocking.engine;

import fiveways.contract.api.Line;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One accepted client. One thread reads; any thread may write, and what it writes leaves whole. The
 * closing server may end its output, but only between two writes and when nothing is owed.
 */
public final class Client implements AutoCloseable {

  /** So many looks in a row must find the connection idle before it counts as finished. */
  private static final int LOOKS = 5;

  private final Socket socket;
  private final long acceptedAt = System.nanoTime();
  private final Input input = new Input();

  /** Fair, so that a thread that writes all the time cannot keep another from its turn. */
  private final ReentrantLock output = new ReentrantLock(true);

  private volatile Optional<Runnable> atTheEnd = Optional.empty();

  // Used by the closing thread alone.
  private long lastSeen;
  private int idleLooks;

  Client(Socket socket) {
    this.socket = socket;
  }

  /** How long ago it was accepted, in nanoseconds. */
  public long age() {
    return System.nanoTime() - acceptedAt;
  }

  void prepare(ServerSettings settings) throws IOException {
    if (settings.socketBuffer().isPresent()) {
      socket.setSendBufferSize(settings.socketBuffer().getAsInt());
    }
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true); // who vanishes without a word is found out in the end
  }

  /** What the client sends; reading blocks, and only the client or {@link #close} wakes it. */
  public InputStream in() {
    return input;
  }

  /** Blocks until nobody else writes; from then on nobody else does, until the turn is closed. */
  public Turn turn() {
    output.lock();
    return new Turn();
  }

  /** Writes in a turn of its own. */
  public void write(byte[] bytes, int length) throws IOException {
    try (var turn = turn()) {
      turn.write(bytes, length);
    }
  }

  /** What only the thread whose turn it is can do. */
  public final class Turn implements AutoCloseable {
    private Turn() {}

    /** Blocks until the kernel has taken all of it, which a client that does not read prevents. */
    public void write(byte[] bytes, int length) throws IOException {
      socket.getOutputStream().write(bytes, 0, length);
    }

    public void say(String line) throws IOException {
      var bytes = new Line(line).bytes();
      write(bytes, bytes.length);
    }

    /** The client will see the end of the stream after all that was written. Twice is once. */
    public void end() throws IOException {
      if (!outputEnded()) {
        socket.shutdownOutput();
      }
    }

    @Override
    public void close() {
      output.unlock();
    }
  }

  public boolean outputEnded() {
    return socket.isOutputShutdown();
  }

  /** A read that waits so long for its first byte fails with a SocketTimeoutException; 0: never. */
  public void readTimeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** Reads and drops what still comes, until the client ends. */
  public void discard() throws IOException {
    readTimeout(0);
    var dropped = new byte[1024];
    while (input.read(dropped) >= 0) {
      // To close with input unread would send a reset, which can destroy what we wrote last.
    }
  }

  /**
   * One look of the closing server: ends the output of a client that has been idle for some looks
   * in a row. That is a guess: a thread that the system has not let run for so long, between its
   * read and the next line of code, looks idle too, and a platform thread does not tell. Not by
   * {@code shutdownInput}: after both, one more byte from the client would make the kernel send a
   * reset, and unsent echoes would be lost.
   */
  void finishIfIdle() {
    long seen = input.turns.get();
    idleLooks = seen == lastSeen && idle(seen) ? idleLooks + 1 : 0;
    lastSeen = seen;
    if (idleLooks >= LOOKS && !lastOrFinished() && output.tryLock()) {
      try (var turn = new Turn()) {
        turn.end();
      } catch (IOException gone) {
        // Then it has finished in its own way.
      }
    }
  }

  /** It is told what others say: so it is not ended when idle, but told when they have ended. */
  public void endAfterOthers(Runnable told) {
    atTheEnd = Optional.of(told);
  }

  /** Whether nobody who ends after others has to wait for it. */
  boolean lastOrFinished() {
    return atTheEnd.isPresent() || outputEnded();
  }

  void tellTheEnd() {
    atTheEnd.ifPresent(Runnable::run);
  }

  private boolean idle(long turns) {
    try {
      return turns % 2 == 1 && socket.getInputStream().available() == 0;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Cuts the connection off; whoever blocks on it wakes with an exception. Twice is once. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }

  /** The same, at once: what it has not read yet is lost, and takes no more memory. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      // Then there is nothing left to lose.
    }
    close();
  }

  /** The socket's input, and a trace of whether its reader is waiting in it just now. */
  private final class Input extends InputStream {

    /** Odd while a read waits. */
    private final AtomicLong turns = new AtomicLong();

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      turns.incrementAndGet();
      try {
        return socket.getInputStream().read(into, offset, length);
      } finally {
        turns.incrementAndGet();
      }
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
  }
}
