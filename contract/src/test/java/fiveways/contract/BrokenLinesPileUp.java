package fiveways.contract;

import fiveways.contract.api.Viewer;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A queue of lines, without a bound, and a thread that sends them.
 *
 * <p>So the clock never waits for the viewer. A viewer that is slower than the clock is told what
 * was so long ago, and what it has not been told yet takes memory, more and more.
 */
@Breaks(value = "PROG-2", seen = "bytes were under way when everything had ended")
public final class BrokenLinesPileUp extends TogetherVariant {
  private record Line(int done, int failed, int total) {}

  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected Watching watching(Viewer viewer, Counts counts) {
        var watching = new Piling(viewer, counts);
        watching.start();
        return watching;
      }
    };
  }

  private static final class Piling extends ReferenceTogether.Watching {
    /** From here on the pile grows slowly: it has to be read when all is over. */
    private static final int HIGH = 10_000;

    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final Thread sender = Thread.ofVirtual().name("reference-sender").unstarted(this::send);

    Piling(Viewer viewer, ReferenceTogether.Counts counts) {
      super(viewer, counts);
    }

    @Override
    protected void connect() throws IOException {
      super.connect();
      sender.start();
    }

    @Override
    protected void say() {
      lines.add(new Line(counts().done(), counts().failed(), counts().total()));
      if (lines.size() > HIGH) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    @Override
    protected void hangUp() {
      if (sender.getState() != Thread.State.NEW) {
        lines.add(new Line(-1, 0, 0)); // nothing comes after this
        ReferenceOperations.joinUninterruptibly(sender);
      }
      super.hangUp();
    }

    private void send() {
      try {
        for (var line = lines.take(); line.done() >= 0; line = lines.take()) {
          say(line.done(), line.failed(), line.total());
        }
      } catch (IOException | InterruptedException gone) {
        // it does not want to know
      }
    }
  }
}
