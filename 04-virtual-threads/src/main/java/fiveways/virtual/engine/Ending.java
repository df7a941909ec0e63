package fiveways.virtual.engine;

import fiveways.contract.api.AllFailedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * How a task has ended. A subtask would not tell: once its scope is cancelled it drops result and
 * failure alike. So what a scope may cancel is forked as a {@link FutureTask}.
 */
public final class Ending {
  private Ending() {}

  /**
   * The result of a task that has ended, or its failure thrown as itself.
   *
   * @throws IllegalStateException if the task was cancelled, which only the model's closing does
   */
  public static <T> T of(FutureTask<T> task) throws Exception {
    return switch (task.state()) {
      case SUCCESS -> task.resultNow();
      case FAILED -> throw asItself(task.exceptionNow());
      case CANCELLED -> throw new IllegalStateException("the model was closed meanwhile");
      case RUNNING -> throw new IllegalStateException("the task has not ended");
    };
  }

  /** Runs the task in this thread, and ends as it does. Blocks as the task does. */
  public static <T> T run(FutureTask<T> task) throws Exception {
    task.run();
    return of(task);
  }

  /**
   * Joins, and notices an interrupt in any case. {@code join} itself looks for one only where it
   * has to wait: whoever was interrupted while it was still forking might never hear of it.
   *
   * @throws InterruptedException if the owner was interrupted, before or meanwhile
   */
  public static <R> R join(StructuredTaskScope<?, R> scope) throws InterruptedException {
    var result = scope.join();
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the join");
    }
    return result;
  }

  /** Names the deadline that passed, and carries along where the operation stood. */
  public static TimeoutException late(Duration deadline, FutureTask<?> task) {
    var late = new TimeoutException("no end within " + deadline);
    if (task.state() == FutureTask.State.FAILED) {
      late.addSuppressed(task.exceptionNow());
    }
    return late;
  }

  /**
   * The interrupt, passed on when the tasks that it has ended have ended: with what their clean-ups
   * failed with, which nobody else will tell.
   */
  public static InterruptedException cancelled(
      InterruptedException why, List<? extends FutureTask<?>> tasks) {
    tasks.stream()
        .filter(task -> task.state() == FutureTask.State.FAILED)
        .flatMap(task -> failedCleanUps(task.exceptionNow()))
        .forEach(why::addSuppressed);
    return why;
  }

  private static Stream<Throwable> failedCleanUps(Throwable failure) {
    return switch (failure) {
      case TimeoutException _, AllFailedException _ -> Stream.empty(); // it had ended by itself
      default -> Stream.of(failure.getSuppressed());
    };
  }

  /** The same failure, of a type that may be thrown; an error is thrown here and now. */
  public static Exception asItself(Throwable failure) {
    return switch (failure) {
      case Exception e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(failure);
    };
  }
}
