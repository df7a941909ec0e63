package fiveways.contract.tck;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An operation that somebody else runs, so that the test can watch, interrupt, and give up on it.
 */
public final class Running {

  /** How a run came back, and how long after it was called. */
  public record Ended(Outcome outcome, Duration took) {}

  private final CompletableFuture<Ended> ended = new CompletableFuture<>();
  private final Thread caller;

  private Running(Call call) {
    caller = Thread.ofPlatform().daemon().name("tck-caller").unstarted(() -> end(call));
    caller.start();
  }

  private void end(Call call) {
    try {
      ended.complete(timed(call));
    } catch (Throwable neverAnOutcome) {
      ended.completeExceptionally(neverAnOutcome);
    }
  }

  /** Something that blocks until it has an outcome, or throws what it failed with. */
  @FunctionalInterface
  interface Call {
    Outcome run() throws Exception;
  }

  /** Runs the operation in a platform thread. */
  public static <O> Running run(ConcurrencyModel<O> model, O operation) {
    return call(() -> model.run(operation));
  }

  /** Calls it in a platform thread. */
  static Running call(Call call) {
    return new Running(call);
  }

  /** Runs it in a thread that is already interrupted when it calls. */
  public static <O> Running runInterrupted(ConcurrencyModel<O> model, O operation) {
    return call(() -> {
      Thread.currentThread().interrupt();
      return model.run(operation);
    });
  }

  /** Cancels, as a caller of a blocking method is cancelled. */
  public void interrupt() {
    caller.interrupt();
  }

  public boolean hasEnded() {
    return ended.isDone();
  }

  /**
   * The end; waits for it, patiently.
   *
   * @param what is run, in the scenario's terms
   * @throws AssertionError if it does not come
   */
  public Ended await(String what) throws InterruptedException {
    return await(what, Patience.forAnEvent());
  }

  /** The same, for what takes long on a busy machine although each of its steps is quick. */
  Ended await(String what, Duration patience) throws InterruptedException {
    try {
      return ended.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      var where = caller.getStackTrace();
      var stuck =
          new AssertionError(
              "%s: run() has not come back after %s%s"
                  .formatted(what, Ends.shown(patience), inModel(where)));
      stuck.setStackTrace(where);
      caller.interrupt();
      throw stuck;
    } catch (ExecutionException e) {
      throw new AssertionError("%s: run() threw %s".formatted(what, e.getCause()), e.getCause());
    }
  }

  /** {@link #await(String)}, where there is nothing more to say. */
  public Ended await() throws InterruptedException {
    return await("an operation");
  }

  private static String inModel(StackTraceElement[] where) {
    return Arrays.stream(where)
        .filter(frame -> !frame.getClassName().matches("(java|jdk|sun)\\..*"))
        .findFirst()
        .map(frame -> "; its caller waits in " + frame)
        .orElse("");
  }

  private static Ended timed(Call call) {
    long start = System.nanoTime();
    Outcome outcome;
    try {
      outcome = call.run();
    } catch (Exception e) {
      outcome = new Failed(e);
    }
    return new Ended(outcome, Duration.ofNanos(System.nanoTime() - start));
  }
}
