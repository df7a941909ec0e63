package fiveways.blocking;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.blocking.engine.CancelScope;
import fiveways.blocking.engine.Crew;
import fiveways.blocking.engine.LineReader;
import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Scenario 6: two streams in, one out, and something else now and then. How does one wait for
 * whichever comes first?
 *
 * <p>A blocked thread waits for one thing, so there are three: two read a source each, the third
 * waits for the next tick. They meet at the sink, where whoever has the lock writes something
 * whole. Nothing is kept in between: who waits for the lock, or for the sink to read, reads no
 * further itself, and so the sources are slowed.
 *
 * <p>What it costs: three platform threads; a lock around every line; and that each of the three
 * registers whatever it is going to wait on, the latch too, so that the failure of one can end the
 * other two.
 *
 * <p>Look next at {@link Dashboard}, where what comes has to wait for the tick; and at the same
 * file in {@code 02-nonblocking-state-machines}, where one thread waits for all of it.
 */
public final class Merge {

  /** Ends when both sources have ended; or when one of the three fails, which ends the others. */
  // tag::cancel[]
  public Call merge(Merging merging) {
    requireNonNull(merging, "merging");
    return scope -> {
      scope.throwIfCancelled();
      try (var a = new Socket();
          var b = new Socket();
          var out = new Socket();
          var _ = scope.hold(a);
          var _ = scope.hold(b);
          var _ = scope.hold(out); // until the end of this block, a cancel closes all three
          var crew = new Crew("merge", scope)) {
        a.connect(merging.a().address());
        b.connect(merging.b().address());
        out.connect(merging.sink().address());
        return merged(crew, a, b, new Sink(out), Settings.nanos(merging.period()));
      } // however it went: the crew ends who is at work, and then the sockets are closed
    };
  }

  // end::cancel[]

  private static Reply merged(Crew crew, Socket a, Socket b, Sink sink, long period)
      throws IOException, TimeoutException {
    sink.prepare();
    var over = new CountDownLatch(1);
    Call forwardA = scope -> forward('A', a, sink, scope);
    Call forwardB = scope -> forward('B', b, sink, scope);
    Call status = scope -> tellStatus(sink, period, over, scope);
    crew.start(forwardA::outcome);
    crew.start(forwardB::outcome);
    crew.start(status::outcome);
    crew.next().result().orThrow(); // a source: the third one does not end before both have
    crew.next().result().orThrow();
    over.countDown();
    return crew.next().result().orThrow();
  }

  /** Until the source ends. The reply is what the sink has got by then. */
  private static Reply forward(char name, Socket source, Sink sink, CancelScope scope)
      throws IOException {
    try (var _ = scope.hold(source);
        var _ = scope.hold(sink.socket)) {
      var lines = new LineReader(source.getInputStream());
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        sink.forward(name, line.get());
      }
      return sink.count();
    }
  }

  /** Until it is over; then once more, and the end of the output. What was missed is skipped. */
  private static Reply tellStatus(Sink sink, long period, CountDownLatch over, CancelScope scope)
      throws IOException {
    try (var _ = scope.hold(sink.socket);
        var _ = scope.hold(over::countDown)) { // a latch wakes nobody when a socket is closed
      long start = System.nanoTime();
      while (!over.await(period - (System.nanoTime() - start) % period, NANOSECONDS)) {
        sink.tellStatus();
      }
      scope.throwIfCancelled();
      return sink.end();
    } catch (InterruptedException e) { // by nobody that we know
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the next status");
    }
  }

  /** Where the three meet: one of them writes at a time, and nobody counts meanwhile. */
  private static final class Sink {
    private final Socket socket;
    // Fair: a source that always has a next line would else be back before anybody is awake.
    private final ReentrantLock turn = new ReentrantLock(true);
    private long linesOfA;
    private long linesOfB;

    Sink(Socket socket) {
      this.socket = socket;
    }

    void prepare() throws IOException {
      socket.setTcpNoDelay(true); // a line is not held back until the one before has arrived
    }

    /** Blocks for its turn, and while the sink does not read; meanwhile its source is not read. */
    void forward(char source, String line) throws IOException {
      turn.lock();
      try {
        socket.getOutputStream().write(Merging.of(source, line));
        linesOfA += source == 'A' ? 1 : 0;
        linesOfB += source == 'B' ? 1 : 0;
      } finally {
        turn.unlock();
      }
    }

    Line count() {
      turn.lock();
      try {
        return Merging.status(linesOfA, linesOfB);
      } finally {
        turn.unlock();
      }
    }

    /** Counts only when it is its turn: it tells of the lines that are before it in the stream. */
    Line tellStatus() throws IOException {
      turn.lock();
      try {
        var status = count();
        socket.getOutputStream().write(status.bytes());
        return status;
      } finally {
        turn.unlock();
      }
    }

    Line end() throws IOException {
      var last = tellStatus();
      socket.shutdownOutput();
      var in = socket.getInputStream();
      var _ = in.skip(in.available()); // left unread, it would make the close a reset
      return last;
    }
  }
}
