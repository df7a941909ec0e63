package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
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

  /** What one of the threads does until it ends or fails. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /**
   * One run. Whoever writes to the sink holds the output, for one whole line at a time; they take
   * turns.
   */
  static class Run implements AutoCloseable {
    protected final Merging merging;
    protected final Socket a = new Socket();
    protected final Socket b = new Socket();
    protected final Socket sink = new Socket();
    protected final ReentrantLock output = new ReentrantLock(true);
    protected long fromA; // guarded by output
    protected long fromB; // guarded by output
    protected volatile boolean over;
    protected final List<Thread> workers = new ArrayList<>();
    private final BlockingQueue<Optional<Exception>> ends = new LinkedBlockingQueue<>();
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

    protected final void connect(Socket socket, Peer peer) throws IOException {
      socket.connect(peer.address());
    }

    /** A seam: who does what. */
    protected void begin() {
      start(() -> forwardAll('A', in(a)), true);
      start(() -> forwardAll('B', in(b)), true);
      start(this::tick, false);
    }

    /**
     * Starts a thread.
     *
     * @param counts whether its end is one of those that are waited for; its failure always is
     */
    protected final void start(Work work, boolean counts) {
      workers.add(
          Thread.ofVirtual()
              .name("reference-merge")
              .start(() -> {
                try {
                  work.run();
                  if (counts) {
                    ends.add(Optional.empty());
                  }
                } catch (Exception failure) {
                  failed(failure);
                }
              }));
    }

    /** A seam: what becomes of a failure of a source, or of a write to the sink. */
    protected void failed(Exception failure) {
      ends.add(Optional.of(failure));
    }

    /** A seam: how many sources have to end. */
    protected void awaitEnds() throws Exception {
      awaitEnds(2);
    }

    protected final void awaitEnds(int many) throws Exception {
      for (int ended = 0; ended < many; ended++) {
        var failure = ends.take();
        if (failure.isPresent()) {
          throw failure.get();
        }
      }
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

    protected final InputStream in(Socket source) throws IOException {
      return new BufferedInputStream(source.getInputStream(), 8192);
    }

    /** A seam: until the source ends. */
    protected void forwardAll(char source, InputStream in) throws IOException {
      for (var line = readLine(in); line.isPresent(); line = readLine(in)) {
        forward(source, line.get());
      }
    }

    /** A seam: the next line; none at the end of stream. */
    protected Optional<String> readLine(InputStream in) throws IOException {
      var line = new ByteArrayOutputStream();
      for (int b; (b = in.read()) != '\n'; line.write(b)) {
        if (b < 0) {
          return atEnd(line.toByteArray());
        }
        if (line.size() == Line.MAX_BYTES) {
          throw new LineTooLongException();
        }
      }
      return Optional.of(text(line.toByteArray()));
    }

    /** A seam: what a line is that the source's end cuts off. */
    protected Optional<String> atEnd(byte[] line) {
      return Optional.empty();
    }

    /** A seam: the text of the bytes before a line feed. */
    protected String text(byte[] line) {
      var text = new String(line, ISO_8859_1);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
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

    protected final void stop() {
      workers.forEach(Thread::interrupt);
      workers.forEach(ReferenceOperations::joinUninterruptibly);
    }
  }
}
