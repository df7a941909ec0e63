package fiveways.virtual;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.Batching;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import fiveways.virtual.engine.Ending;
import fiveways.virtual.engine.LineReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * Scenario 7: how does one send a batch on every tick, and not get stuck on the next event?
 *
 * <p>Whoever waits for the next event is another thread than whoever waits for the tick. Between
 * them is a queue with a bound: when it is full, the first one waits, reads no further, and so the
 * source is slowed. Half an event stays with the one who reads it, and no tick knows of it.
 *
 * <p>What it costs: two virtual threads and a queue. And the end has to be told beside the queue,
 * by a latch: an interrupt would be quicker, but it would cut the batch in two that is just being
 * sent.
 *
 * <p>Look next at {@link Replay}, where one of two activities has to stand still; and at the same
 * file in {@code 05-async-combinators}, where the bound is demand.
 */
public final class Dashboard {
  private static final int BUFFER = 64 * 1024;

  /**
   * Runs as long as the source has not ended. Whoever is blocked when the other one fails, or when
   * the caller is cancelled, is interrupted, and a socket that he is blocked in is closed by that.
   */
  // tag::cancel[]
  public Callable<Reply> dashboard(Batching batching) {
    requireNonNull(batching, "batching");
    return () -> {
      try (var source = new Socket();
          var viewer = new Socket()) { // however it ends, both are closed at last
        source.connect(batching.source().address());
        viewer.connect(batching.viewer().address());
        viewer.setTcpNoDelay(true); // a batch is seen when it is sent, not with the next
        sendOn(source, viewer, batching);
        viewer.shutdownOutput();
        var _ = viewer.getInputStream().skip(viewer.getInputStream().available());
        return Batching.end();
      }
    };
  }

  // end::cancel[]

  // tag::cancel[]
  private static void sendOn(Socket in, Socket out, Batching batching) throws Exception {
    var events = new LinkedBlockingQueue<Line>(batching.waiting());
    var over = new CountDownLatch(1);
    long period = Settings.nanos(batching.period());
    try (var scope = StructuredTaskScope.open(Joiner.<Long>awaitAllSuccessfulOrThrow())) {
      scope.fork(() -> receive(in, events, over));
      scope.fork(() -> send(out, events, over, period));
      var _ = Ending.join(scope);
    } catch (StructuredTaskScope.FailedException first) { // the other one has ended by now
      throw Ending.asItself(requireNonNull(first.getCause()));
    }
  }

  // end::cancel[]

  /** Until the source ends; how many events it had. */
  private static long receive(Socket source, BlockingQueue<Line> events, CountDownLatch over)
      throws IOException, InterruptedException {
    var lines = new LineReader(source.getInputStream());
    long received = 0;
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      events.put(line.get()); // waits while too many do
      received++;
    }
    over.countDown();
    return received;
  }

  /** Until there is no more to come; how many events there were. What was missed is skipped. */
  private static long send(
      Socket viewer, BlockingQueue<Line> events, CountDownLatch over, long period)
      throws IOException, InterruptedException {
    var out = new BufferedOutputStream(viewer.getOutputStream(), BUFFER);
    long start = System.nanoTime();
    long sent = 0;
    while (!over.await(period - (System.nanoTime() - start) % period, NANOSECONDS)) {
      sent += sendBatch(out, events);
    }
    if (!events.isEmpty()) { // all that there will be: it was put there before the latch opened
      sent += sendBatch(out, events);
    }
    out.write(Batching.end().bytes());
    out.flush();
    return sent;
  }

  private static int sendBatch(OutputStream out, BlockingQueue<Line> events) throws IOException {
    var batch = new ArrayList<Line>();
    events.drainTo(batch); // from here on there is room again
    out.write(Batching.batch(batch.size()).bytes());
    for (var event : batch) {
      out.write(event.bytes());
    }
    out.flush();
    return batch.size();
  }
}
