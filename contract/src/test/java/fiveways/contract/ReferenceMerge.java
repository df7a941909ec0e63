package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/** The reference model's merge: a virtual thread for each source, and one for the clock. */
class ReferenceMerge {

  Callable<Reply> merge(Merging merging) {
    return () -> {
      try (var run = run(merging)) {
        return run.merge();
      }
    };
  }

  /** A seam: what is done in one run. */
  protected Run run(Merging merging) {
    return new Run(merging);
  }

  /**
   * One run. Whoever writes to the sink holds the output, for one whole line at a time; they take
   * turns.
   */
  static class Run extends ReferenceStreams {
    protected final Merging merging;
    protected final Socket a = new Socket();
    protected final Socket b = new Socket();
    protected final Socket sink = new Socket();
    protected final ReentrantLock output = new ReentrantLock(true);
    protected long fromA; // guarded by output
    protected long fromB; // guarded by output
    private volatile long begun;

    Run(Merging merging) {
      this.merging = merging;
    }

    final Reply merge() throws Exception {
      connect();
      begun = System.nanoTime();
      begin();
      awaitEnds();
      return end();
    }

    /** A seam. */
    protected void connect() throws IOException {
      connect(a, merging.a());
      connect(b, merging.b());
      connect(sink, merging.sink());
    }

    /** A seam: who does what. */
    protected void begin() {
      start(() -> forwardAll('A', in(a)), true);
      start(() -> forwardAll('B', in(b)), true);
      start(this::tick, false);
    }

    /** A seam: how many sources have to end. */
    protected void awaitEnds() throws Exception {
      awaitEnds(2);
    }

    /** A seam: the last status, and the end of the output. */
    protected Line end() throws IOException, InterruptedException {
      output.lockInterruptibly(); // not for ever: a worker may be blocked in a write
      try {
        over = true;
        var status = status();
        write(status.bytes());
        sink.shutdownOutput();
        return status;
      } finally {
        output.unlock();
      }
    }

    /** A seam: until the source ends. */
    protected void forwardAll(char source, InputStream in) throws IOException {
      for (var line = readLine(in); line.isPresent(); line = readLine(in)) {
        forward(source, line.get());
      }
    }

    /** A seam: one line, counted when it has been written. */
    protected void forward(char source, String line) throws IOException {
      output.lock();
      try {
        write(Merging.of(source, line));
        count(source);
      } finally {
        output.unlock();
      }
    }

    protected final void count(char source) {
      if (source == 'A') {
        fromA++;
      } else {
        fromB++;
      }
    }

    /** A seam: to be called with the output held. */
    protected void write(byte[] bytes) throws IOException {
      sink.getOutputStream().write(bytes);
    }

    /** A seam: with the counts of now. */
    protected Line status() {
      return Merging.status(fromA, fromB);
    }

    /** A seam: the clock. */
    protected void tick() throws IOException, InterruptedException {
      for (long n = 0; !over; n = statusAfter(n)) {
        sleepUntil(n + 1);
      }
    }

    /** Until so many periods have passed since the three were connected. */
    protected final void sleepUntil(long n) throws InterruptedException {
      Thread.sleep(Duration.ofNanos(n * period() - (System.nanoTime() - begun)));
    }

    protected final long period() {
      return Settings.nanos(merging.period());
    }

    protected final long periods() {
      return (System.nanoTime() - begun) / period();
    }

    /** A seam. The clock is asked once the output is free: what was missed meanwhile is skipped. */
    protected long statusAfter(long last) throws IOException {
      output.lock();
      try {
        long n = periods();
        if (n > last && !over) {
          write(status().bytes());
        }
        return n;
      } finally {
        output.unlock();
      }
    }

    /** A seam: at the end, whatever it is, nothing goes on, and the three connections end. */
    @Override
    public void close() throws IOException {
      over = true;
      for (var socket : List.of(a, b, sink)) {
        socket.close(); // whoever is blocked in it, fails
      }
      stop();
    }
  }
}
