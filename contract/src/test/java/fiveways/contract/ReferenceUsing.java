package fiveways.contract;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The reference model's resources: opened and closed in threads that nobody interrupts. */
class ReferenceUsing {
  private final ReferenceOperations operations;

  ReferenceUsing(ReferenceOperations operations) {
    this.operations = operations;
  }

  Callable<Reply> using(Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
    requireNonNull(use, "use");
    return () -> {
      refuseIfInterrupted();
      try (var held = held(resource)) {
        var acquired = held.open();
        refuseIfCancelledMeanwhile();
        return use.apply(acquired).call();
      }
    };
  }

  /** A seam. */
  protected Held held(Resource<Callable<Reply>> resource) {
    return new Held(resource);
  }

  /** A seam: whoever was cancelled while it was being opened does not use it. */
  protected void refuseIfCancelledMeanwhile() throws InterruptedException {
    refuseIfInterrupted();
  }

  private static void refuseIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** What was acquired, if anything was. */
  class Held implements AutoCloseable {
    private final Resource<Callable<Reply>> resource;
    private volatile Optional<Reply> acquired = Optional.empty();

    Held(Resource<Callable<Reply>> resource) {
      this.resource = resource;
    }

    Reply open() throws IOException, TimeoutException, InterruptedException {
      return opening(() -> {
        var reply = resource.open().call();
        acquired = Optional.of(reply); // also if it is too late
        return reply;
      });
    }

    /** A seam: opens, whatever happens meanwhile. */
    protected Reply opening(Callable<Reply> open)
        throws IOException, TimeoutException, InterruptedException {
      return masked(open, resource.limit());
    }

    /** A seam: what is to be released. */
    protected Optional<Reply> acquired() {
      return acquired;
    }

    protected Resource<Callable<Reply>> resource() {
      return resource;
    }

    @Override
    public void close() throws IOException, TimeoutException {
      if (acquired().isPresent()) {
        closing(resource.close().apply(acquired().get()));
      }
    }

    /** A seam: closes, whatever happens meanwhile. */
    protected void closing(Callable<Reply> close) throws IOException, TimeoutException {
      var _ = masked(close, resource.limit());
    }
  }

  /** Runs it where no interrupt reaches; ours is kept for later. */
  protected final Reply masked(Callable<Reply> operation, Duration limit)
      throws IOException, TimeoutException {
    var task = new FutureTask<>(bounded(operation, limit));
    var masked = Thread.ofVirtual().name("reference-masked").start(task);
    ReferenceOperations.joinUninterruptibly(masked);
    try {
      return ReferenceOperations.outcome(task, Settings.NEVER).orThrow();
    } catch (InterruptedException e) {
      throw new AssertionError("what has ended need not be waited for", e);
    }
  }

  /** A seam: with the limit around it. */
  protected Callable<Reply> bounded(Callable<Reply> operation, Duration limit) {
    return operations.within(limit, operation);
  }
}
