package fiveways.virtual;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.Line;
import fiveways.contract.api.Settings;
import fiveways.contract.api.Viewer;
import fiveways.virtual.engine.Masked;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.function.Supplier;

/**
 * Keeps a viewer up to date beside whatever its block does. Out of reach of every cancel, since the
 * last line is owed in every ending; and told by a latch that it is over, since an interrupt would
 * cut a line in two.
 */
final class Watch implements AutoCloseable {
  private final Viewer viewer;
  private final Supplier<Line> progress;
  private final long start = System.nanoTime();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Masked<Boolean> watching;

  /** Connects and reports in forks; does not block. To be closed by the same thread. */
  Watch(Viewer viewer, Supplier<Line> progress) {
    this.viewer = viewer;
    this.progress = progress;
    this.watching = Masked.begin(this::watch);
  }

  /**
   * Blocks until the last line is written, or cannot be, or its limit is spent. An interrupt does
   * not cut that short; it is restored.
   */
  @Override
  public void close() {
    over.countDown();
    watching.close();
  }

  /** Two forks, of which the first to end ends the other. */
  private boolean watch() throws InterruptedException {
    try (var scope = StructuredTaskScope.open(Joiner.<Boolean>allUntil(_ -> true))) {
      scope.fork(() -> report());
      scope.fork(() -> losePatience());
      scope.join();
    }
    return true;
  }

  private boolean losePatience() throws InterruptedException {
    over.await();
    Thread.sleep(Duration.ofNanos(Settings.nanos(viewer.limit())));
    return true;
  }

  private boolean report() throws IOException, InterruptedException {
    try (var socket = new Socket()) {
      socket.setTcpNoDelay(true); // a line is to be seen when it is written, not with the next
      socket.connect(viewer.peer().address());
      var out = socket.getOutputStream();
      while (!over.await(untilNextTick(), NANOSECONDS)) {
        out.write(progress.get().bytes());
      }
      out.write(progress.get().bytes());
      socket.shutdownOutput();
      var in = socket.getInputStream();
      var _ = in.skip(in.available()); // left unread, it would make the close a reset
    }
    return true;
  }

  /** By the clock, and only now: what was missed meanwhile is skipped, and nothing adds up. */
  private long untilNextTick() {
    long period = Settings.nanos(viewer.period());
    return period - (System.nanoTime() - start) % period;
  }
}
