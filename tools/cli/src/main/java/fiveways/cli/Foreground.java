package fiveways.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** What runs in the foreground until a signal (Ctrl-C, SIGTERM) ends it in order. */
final class Foreground {
  private Foreground() {}

  /**
   * Blocks until the process is told to end; then ends what runs, says what that said, and exits
   * with 0: without the halt a JVM reports the signal, as if it had been torn down.
   *
   * @param end ends what runs, in bounded time; what it returns is the last line
   */
  static void until(Terminal terminal, Supplier<String> end) throws InterruptedException {
    Runnable orderly =
        () -> {
          int code = 1;
          try {
            terminal.line(end.get());
            code = 0;
          } finally {
            Runtime.getRuntime().halt(code);
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(orderly, "course-end"));
    new CountDownLatch(1).await();
  }
}
