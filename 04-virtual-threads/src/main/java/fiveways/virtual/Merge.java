package fiveways.virtual;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import fiveways.virtual.engine.Ending;
import fiveways.virtual.engine.LineReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Scenario 6: two streams in, one out, and something else now and then. How does one wait for
 * whichever comes first?
 *
 * <p>One does not. Three threads wait, each for one thing: a line of one source, a line of the
 * other, the next tick. They meet at the sink, where each in its turn writes something whole; and
 * whoever cannot write yet reads no further, which is all that it takes to slow a source down. The
 * scope holds them together: the first to fail ends the other two.
 *
 * <p>What it costs: three virtual threads, and a lock, since what is counted is shared. The tick is
 * told by a latch that the sources have ended: an interrupt could find it in the middle of a line.
 *
 * <p>Look next at {@link Dashboard}, where what comes has to wait for the tick; and at the same
 * file in {@code 03-channels}, where one actor waits for all three.
 */
public final class Merge {

  /**
   * Runs as long as the sources have not both ended. Whoever is blocked in a socket when one of the
   * three fails, or when the caller is cancelled, is interrupted, and that closes its socket.
   */
  // tag::cancel[]
  public Callable<Reply> merge(Merging merging) {
    requireNonNull(merging, "merging");
    return () -> {
      try (var a = new Socket();
          var b = new Socket();
          var out = new Socket()) { // however it ends, all three are closed at last
        a.connect(merging.a().address());
        b.connect(merging.b().address());
        out.connect(merging.sink().address());
        out.setTcpNoDelay(true); // a line is seen when it is written, not with the next
        var sink = new Sink(out.getOutputStream());
        into(sink, a, b, Settings.nanos(merging.period()));
        var last = sink.status();
        out.shutdownOutput();
        var _ = out.getInputStream().skip(out.getInputStream().available());
        return last;
      }
    };
  }

  // end::cancel[]

  // tag::cancel[]
  private static void into(Sink sink, Socket a, Socket b, long period) throws Exception {
    var sources = new CountDownLatch(2);
    try (var scope = StructuredTaskScope.open(Joiner.<Long>awaitAllSuccessfulOrThrow())) {
      scope.fork(() -> forward('A', a, sink, sources));
      scope.fork(() -> forward('B', b, sink, sources));
      scope.fork(() -> tellStatus(sink, period, sources));
      var _ = Ending.join(scope);
    } catch (StructuredTaskScope.FailedException first) { // the others have ended by now
      throw Ending.asItself(requireNonNull(first.getCause()));
    }
  }

  // end::cancel[]

  /** Until the source ends; how many lines it had. */
  private static long forward(char name, Socket source, Sink sink, CountDownLatch sources)
      throws IOException, InterruptedException {
    var lines = new LineReader(source.getInputStream());
    long forwarded = 0;
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      sink.forward(name, line.get());
      forwarded++;
    }
    sources.countDown();
    return forwarded;
  }

  /** Until both sources have ended; how often it told. What was missed is skipped. */
  private static long tellStatus(Sink sink, long period, CountDownLatch sources)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long told = 0;
    while (!sources.await(period - (System.nanoTime() - start) % period, NANOSECONDS)) {
      sink.status();
      told++;
    }
    return told;
  }

  /**
   * Where the three meet: whoever has the turn writes a whole line, and nobody counts meanwhile.
   */
  private static final class Sink {
    private final OutputStream out;
    // Fair: a source that always has a next line would else be back before anybody is awake.
    private final ReentrantLock turn = new ReentrantLock(true);
    private long linesOfA;
    private long linesOfB;

    Sink(OutputStream out) {
      this.out = out;
    }

    /** Blocks for its turn, and while the sink does not read; meanwhile its source is not read. */
    void forward(char source, Line line) throws IOException, InterruptedException {
      turn.lockInterruptibly();
      try {
        out.write(Merging.of(source, line.text()));
        if (source == 'A') {
          linesOfA++;
        } else {
          linesOfB++;
        }
      } finally {
        turn.unlock();
      }
    }

    /** Blocks likewise, and counts only then: it tells of the lines before it in the stream. */
    Line status() throws IOException, InterruptedException {
      turn.lockInterruptibly();
      try {
        var status = Merging.status(linesOfA, linesOfB);
        out.write(status.bytes());
        return status;
      } finally {
        turn.unlock();
      }
    }
  }
}
