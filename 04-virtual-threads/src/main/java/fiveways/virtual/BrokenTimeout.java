package fiveways.virtual;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/**
 * The typical first attempt: submit the work to an executor of virtual threads, and wait for its
 * future only so long.
 *
 * <p>It breaks TIME-4. The caller comes back in time, and so every test of the caller passes; but
 * the deadline ended the <em>waiting</em>, not the work, which still holds its connection. Students
 * write it because threads are cheap now, {@code get} has a parameter for it, and nothing warns
 * that a future is only a view of the work and not its owner. {@link Timeout} has an owner: the
 * scope.
 */
public final class BrokenTimeout implements FirstAttempt {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Future<Reply>> started = new ConcurrentLinkedQueue<>();
  private final Timeout timeout = new Timeout();

  @Override
  public String idea() {
    return "submit it to an executor of virtual threads, and get(deadline) from the future";
  }

  // tag::bounded[]
  @Override
  public Reply ask(Peer peer, String line, Duration deadline)
      throws IOException, TimeoutException, InterruptedException {
    var reply = executor.submit(timeout.plain(peer, line));
    started.add(reply);
    try {
      return reply.get(deadline.toNanos(), NANOSECONDS); // and who ends the thread?
    } catch (ExecutionException failed) {
      throw asItself(failed);
    }
  }

  // end::bounded[]

  private static IOException asItself(ExecutionException failed) {
    return failed.getCause() instanceof IOException cause
        ? cause
        : new IOException(failed.getCause());
  }

  @Override
  public boolean stillWorking() {
    started.removeIf(Future::isDone);
    return !started.isEmpty();
  }

  @Override
  public void close() {
    var _ = executor.shutdownNow(); // interrupts; none was still waiting for a thread
    executor.close();
  }
}
