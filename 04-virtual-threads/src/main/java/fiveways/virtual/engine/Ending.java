package fiveways.virtual.engine;

import java.util.concurrent.FutureTask;

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

  /** The same failure, of a type that may be thrown; an error is thrown here and now. */
  private static Exception asItself(Throwable failure) {
    return switch (failure) {
      case Exception e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(failure);
    };
  }
}
