package fiveways.contract;

import fiveways.contract.api.Batching;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The reference model's dashboard: a virtual thread that receives, and one that sends. */
class ReferenceDashboard {

  Callable<Reply> dashboard(Batching batching) {
    return () -> {
      try (var run = run(batching)) {
        return run.dashboard();
      }
    };
  }

  /** A seam: what is done in one run. */
  protected Run run(Batching batching) {
    return new Run(batching);
  }

  /** One run. Its two threads share the events that wait. */
  static class Run extends ReferenceStreams {
    protected final Batching batching;
    protected final Socket source = new Socket();
    protected final Socket viewer = new Socket();
    protected final ReentrantLock lock = new ReentrantLock();
    protected final Condition changed = lock.newCondition();
    protected List<String> waiting = new ArrayList<>(); // guarded by lock
    protected boolean sourceEnded; // guarded by lock
    private volatile long begun;

    Run(Batching batching) {
      this.batching = batching;
    }

    final Reply dashboard() throws Exception {
      connect();
      begun = System.nanoTime();
      begin();
      awaitEnds();
      return Batching.end();
    }

    /** A seam. */
    protected void connect() throws IOException {
      connect(source, batching.source());
      connect(viewer, batching.viewer());
      viewer.setTcpNoDelay(true); // a batch does not wait until the one before has arrived
    }

    /** A seam: who does what. */
    protected void begin() {
      start(this::receive, true);
      start(this::send, true);
    }

    /** A seam. */
    protected void awaitEnds() throws Exception {
      awaitEnds(2);
    }

    /** A seam: until the source ends. */
    protected void receive() throws IOException, InterruptedException {
      var in = in(source);
      for (var line = readLine(in); line.isPresent(); line = readLine(in)) {
        put(line.get());
      }
      lock.lock();
      try {
        sourceEnded = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** A seam: one event; waits while too many do. */
    protected void put(String event) throws InterruptedException {
      lock.lock();
      try {
        while (waiting.size() >= batching.waiting()) {
          changed.await();
        }
        waiting.add(event);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** A seam: batches until the source ends, and then the rest and the end. */
    protected void send() throws IOException, InterruptedException {
      for (long n = 0; !endsBefore(n + 1); n = periods()) {
        write(take());
      }
      rest(take());
      end();
    }

    /** A seam: the last word, and the end of the output. */
    protected void end() throws IOException {
      write(Batching.end().bytes());
      viewer.shutdownOutput();
      discard();
    }

    /** A seam: what the viewer has said; left unread, it would make the close a reset. */
    protected void discard() throws IOException {
      var in = viewer.getInputStream();
      var _ = in.skip(in.available());
    }

    /** A seam: what has come since the last batch when the source has ended. */
    protected void rest(List<String> events) throws IOException {
      if (!events.isEmpty()) {
        write(events);
      }
    }

    /**
     * A seam: waits for the n-th tick, or until the source has ended: then it is not waited for.
     */
    protected boolean endsBefore(long n) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        for (long left = untilTick(n); !sourceEnded && left > 0; left = untilTick(n)) {
          var _ = changed.await(left, TimeUnit.NANOSECONDS);
        }
        return sourceEnded;
      } finally {
        lock.unlock();
      }
    }

    /** A seam: in nanoseconds. */
    protected long untilTick(long n) {
      return n * period() - elapsed();
    }

    /** A seam: since both are connected, in nanoseconds. */
    protected long elapsed() {
      return System.nanoTime() - begun;
    }

    protected final long period() {
      return Settings.nanos(batching.period());
    }

    /**
     * A seam: how many are over. The clock is asked once a batch is out: what was missed is
     * skipped.
     */
    protected long periods() {
      return elapsed() / period();
    }

    /** A seam: all that wait, which makes room. */
    protected List<String> take() {
      lock.lock();
      try {
        var events = waiting;
        waiting = new ArrayList<>();
        changed.signalAll();
        return events;
      } finally {
        lock.unlock();
      }
    }

    /** A seam: one batch. */
    protected void write(List<String> events) throws IOException {
      var batch = new ByteArrayOutputStream();
      batch.writeBytes(Batching.batch(events.size()).bytes());
      events.forEach(event -> batch.writeBytes(new Line(event).bytes()));
      write(batch.toByteArray());
    }

    /** A seam. */
    protected void write(byte[] bytes) throws IOException {
      viewer.getOutputStream().write(bytes);
    }

    /** A seam: at the end, whatever it is, nothing goes on, and both connections end. */
    @Override
    public void close() throws IOException {
      over = true;
      source.close(); // whoever is blocked in it, fails
      viewer.close();
      stop();
    }
  }
}
