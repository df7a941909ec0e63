package fiveways.blocking;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.blocking.engine.Alarms;
import fiveways.blocking.engine.CancelScope;
import fiveways.blocking.engine.Deadline;
import fiveways.blocking.engine.Threads;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import fiveways.contract.api.Viewer;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * How far several operations are, and the thread that tells it to their viewer, if they have one.
 *
 * <p>The thread waits at a latch for the next tick or for the end; while it is blocked in a write
 * it counts no ticks, so that at most one line waits. No cancel of the operations reaches it: it
 * registers with a scope of its own, which only the viewer's limit cancels, and only after the end.
 */
final class Tally implements AutoCloseable {
  private final int total;
  private int done; // guarded by this
  private int failed; // guarded by this

  private final Alarms alarms;
  private final Optional<Viewer> viewer;
  private final long start = System.nanoTime();
  private final CountDownLatch over = new CountDownLatch(1);
  private final CancelScope telling = new CancelScope();
  private final Optional<Thread> teller;

  /** Begins to tell the viewer. */
  Tally(int total, Optional<Viewer> viewer, Alarms alarms) {
    this.total = total;
    this.viewer = viewer;
    this.alarms = alarms;
    teller = viewer.map(who -> Threads.start("viewer", () -> tell(who)));
  }

  /** Counts what has ended in this scope; who counts is the thread that it has ended in. */
  synchronized Outcome count(Outcome outcome, CancelScope scope) {
    switch (outcome) {
      case Reply _ -> done++;
      case Failed _ -> failed += scope.cancelled() ? 0 : 1; // it has failed for that alone
    }
    return outcome;
  }

  private synchronized Line line() {
    return Viewer.progress(done, failed, total);
  }

  private void tell(Viewer who) {
    try (var socket = new Socket();
        var _ = telling.hold(socket)) {
      socket.setTcpNoDelay(true); // a line is not held back until the one before has arrived
      socket.connect(who.peer().address());
      tellUntilOver(socket, Settings.nanos(who.period()));
      socket.getOutputStream().write(line().bytes()); // the last, whatever came of it all
      socket.shutdownOutput();
      var in = socket.getInputStream();
      var _ = in.skip(in.available()); // left unread, it would make the close a reset
    } catch (IOException | InterruptedException gone) {
      // Nobody watches any more, and nobody who is watched minds.
    }
  }

  private void tellUntilOver(Socket socket, long period) throws IOException, InterruptedException {
    long tick = 0;
    while (!over.await((tick + 1) * period - (System.nanoTime() - start), NANOSECONDS)) {
      socket.getOutputStream().write(line().bytes());
      tick = (System.nanoTime() - start) / period; // only now: what was missed meanwhile is skipped
    }
  }

  /**
   * The operations have ended. Blocks until the viewer has been told, for at most its limit. An
   * interrupt does not cut that short; it is restored.
   */
  @Override
  public void close() {
    over.countDown();
    teller.ifPresent(thread -> {
      try (var _ = alarms.at(Deadline.in(viewer.orElseThrow().limit()), telling::cancel)) {
        Threads.join(thread);
      }
    });
  }
}
