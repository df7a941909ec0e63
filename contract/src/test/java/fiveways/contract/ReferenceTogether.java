package fiveways.contract;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The reference model's many at once: a virtual thread for each, and one for the viewer. */
class ReferenceTogether {

  Callable<Reply> all(Together together, List<Callable<Reply>> operations) {
    var wanted = List.copyOf(operations);
    return () -> {
      var counts = new Counts(wanted.size());
      if (together.viewer().isEmpty()) {
        return new Run(together, wanted, counts).all();
      }
      try (var _ = watching(together.viewer().get(), counts)) {
        return new Run(together, wanted, counts).all();
      }
    };
  }

  /** How far it is. */
  static final class Counts {
    private final int total;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    Counts(int total) {
      this.total = total;
    }

    int begun() {
      return begun.get();
    }

    int done() {
      return done.get();
    }

    int failed() {
      return failed.get();
    }

    int total() {
      return total;
    }

    void count(Outcome outcome) {
      (outcome instanceof Reply ? done : failed).incrementAndGet();
    }
  }

  /** A seam: how one of them ends, in the thread that carries it out. */
  protected Outcome outcome(Callable<Reply> operation, Counts counts) {
    try {
      return operation.call();
    } catch (Exception failure) {
      return new Failed(failure);
    }
  }

  /** A seam: how an end is counted. */
  protected void count(Counts counts, Outcome outcome) {
    counts.count(outcome);
  }

  /** A seam: how many may be under way. */
  protected int limit(Together together) {
    return together.limit();
  }

  /** A seam: whether this end is the end of all. */
  protected boolean endsAll(Together together, Outcome outcome, Counts counts) {
    return together.failFast() && outcome instanceof Failed;
  }

  /** A seam: where the n-th end to come is put. */
  protected int place(int number, int cameAs) {
    return number;
  }

  /** A seam: what becomes of those who run at the end. */
  protected void end(List<Thread> workers) {
    workers.forEach(Thread::interrupt);
    workers.forEach(ReferenceOperations::joinUninterruptibly);
  }

  /** A seam: who tells the viewer. */
  protected Watching watching(Viewer viewer, Counts counts) throws IOException {
    var watching = new Watching(viewer, counts);
    watching.start();
    return watching;
  }

  /** One of them, for the thread that runs it. */
  private final class Run {
    private final Together together;
    private final List<Callable<Reply>> wanted;
    private final Counts counts;
    private final List<Thread> workers = new ArrayList<>();
    private final BlockingQueue<ReferenceRace.Ended> ends = new LinkedBlockingQueue<>();

    Run(Together together, List<Callable<Reply>> wanted, Counts counts) {
      this.together = together;
      this.wanted = wanted;
      this.counts = counts;
    }

    Reply all() throws Exception {
      try {
        return each();
      } catch (InterruptedException cancelled) {
        throw ReferenceRace.telling(cancelled, ends);
      }
    }

    private Reply each() throws Exception {
      try {
        var outcomes = new Outcome[wanted.size()];
        for (int ended = 0; ended < outcomes.length; ended++) {
          while (workers.size() < wanted.size() && workers.size() - ended < limit(together)) {
            startNext();
          }
          var end = ends.take();
          count(counts, end.outcome());
          if (endsAll(together, end.outcome(), counts)) {
            return end.outcome().orThrow();
          }
          outcomes[place(end.number(), ended)] = end.outcome();
        }
        return new Each(Arrays.asList(outcomes));
      } finally {
        end(workers);
      }
    }

    private void startNext() {
      int number = workers.size();
      var operation = wanted.get(number);
      counts.begun.incrementAndGet();
      workers.add(
          Thread.ofVirtual()
              .name("reference-together")
              .start(() -> ends.add(new ReferenceRace.Ended(number, outcome(operation, counts)))));
    }
  }

  /** Tells a viewer, in a thread that nobody interrupts. */
  static class Watching implements AutoCloseable {
    private final Viewer viewer;
    private final Counts counts;
    private final long began = System.nanoTime();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Socket socket = new Socket();
    private Optional<Thread> teller = Optional.empty();

    Watching(Viewer viewer, Counts counts) {
      this.viewer = viewer;
      this.counts = counts;
    }

    void start() {
      teller = Optional.of(Thread.ofVirtual().name("reference-viewer").start(this::tell));
    }

    private void tell() {
      try {
        connect();
        for (long n = 1; !over.await(due(n) - System.nanoTime(), NANOSECONDS); ) {
          say();
          n = (System.nanoTime() - began) / Settings.nanos(viewer.period()) + 1;
        }
        sayLast();
      } catch (IOException | InterruptedException gone) {
        // it does not want to know
      } finally {
        hangUp();
      }
    }

    /** A seam: how the viewer is reached. */
    protected void connect() throws IOException {
      socket.connect(viewer.peer().address());
    }

    /** A seam: the end of the viewer's connection. */
    protected void hangUp() {
      cutOff();
    }

    private void cutOff() {
      try {
        socket.close();
      } catch (IOException gone) {
        // it does not want to know
      }
    }

    /** A seam: when the n-th line is due. */
    protected long due(long n) {
      return began + n * Settings.nanos(viewer.period());
    }

    /** A seam. */
    protected void say() throws IOException {
      say(counts.done(), counts.failed(), counts.total());
    }

    /** A seam: the last word. */
    protected void sayLast() throws IOException {
      say();
    }

    protected final void say(int done, int failed, int total) throws IOException {
      socket.getOutputStream().write(Viewer.progress(done, failed, total).bytes());
    }

    protected final Viewer viewer() {
      return viewer;
    }

    protected final Counts counts() {
      return counts;
    }

    /** That nothing more will end. */
    protected final void over() {
      over.countDown();
    }

    /** A seam: at the end, whatever it is, the last line, within the limit. */
    @Override
    public void close() {
      over();
      var thread = teller.orElseThrow();
      boolean interrupted = joinFor(thread, Settings.nanos(viewer.limit()));
      if (thread.isAlive()) {
        cutOff();
      }
      ReferenceOperations.joinUninterruptibly(thread);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private static boolean joinFor(Thread thread, long nanos) {
      long end = System.nanoTime() + nanos;
      boolean interrupted = false;
      while (true) {
        try {
          var _ = thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
          return interrupted;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
  }
}
