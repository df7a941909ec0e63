package ferry;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call of {@link Ferry#sail} in a thread of its own, so that a test can come aboard meanwhile. */
final class Sailing {
  private final FutureTask<List<String>> sail;
  private final Thread thread;
  private final Duration boarding;
  private volatile long took;

  private Sailing(Ferry ferry, Duration boarding) {
    this.boarding = boarding;
    sail =
        new FutureTask<>(
            () -> {
              long began = System.nanoTime();
              try {
                return ferry.sail(boarding);
              } finally {
                took = System.nanoTime() - began;
              }
            });
    thread = new Thread(sail, "the test's call of sail");
    thread.setDaemon(true);
  }

  /** Calls {@code sail}, and does not wait for it. */
  static Sailing of(Ferry ferry, Duration boarding) {
    var sailing = new Sailing(ferry, boarding);
    sailing.thread.start();
    return sailing;
  }

  boolean isOver() {
    return sail.isDone();
  }

  /** Waits until this client is welcomed. */
  void welcomes(Client client, String name) throws IOException, InterruptedException {
    if (!hasWelcomed(client, name)) {
      var aboard = aboard(); // says so if sail has failed
      throw new AssertionError(
          "%s came in time, and was not answered `WELCOME %s`. Aboard: %s"
              .formatted(name, name, aboard));
    }
  }

  /** Whether this client is welcomed before the ferry leaves. */
  boolean hasWelcomed(Client client, String name) throws IOException {
    while (true) {
      boolean over = isOver(); // asked first: what was said before the end is heard after it
      var line = client.nextLine(20);
      if (!line.equals("(nothing)") || over) {
        return line.equals("WELCOME " + name);
      }
    }
  }

  /** Waits until {@code sail} has returned, and tells who was aboard. */
  List<String> aboard() throws InterruptedException {
    try {
      var aboard = sail.get(boarding.toMillis() + Waiting.patience(), TimeUnit.MILLISECONDS);
      if (took < boarding.toNanos()) {
        throw new AssertionError(
            "The ferry left early: after %d ms of %d."
                .formatted(took / 1_000_000, boarding.toMillis()));
      }
      return aboard;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnsupportedOperationException notWritten) {
        throw new AssertionError(notWritten.getMessage());
      }
      throw new AssertionError("sail failed with " + failed.getCause(), failed.getCause());
    } catch (TimeoutException stillHere) {
      throw new AssertionError(
          "The ferry should have left after %d ms. It is still here %d ms later, and waits %s."
              .formatted(boarding.toMillis(), Waiting.patience(), where()));
    }
  }

  private String where() {
    return Arrays.stream(thread.getStackTrace())
        .filter(frame -> frame.getClassName().equals(Ferry.class.getName()))
        .map(frame -> "in " + frame.getMethodName() + " at Ferry.java:" + frame.getLineNumber())
        .findFirst()
        .orElse("somewhere outside Ferry.java");
  }
}
