package fiveways.cli.demo;

import fiveways.cli.Failures;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Somebody who calls a model, in a thread of its own, and notes what came back, and when. */
final class Caller implements AutoCloseable {
  private static final Duration TO_END = Duration.ofSeconds(5);

  /** What is called; it may block. */
  @FunctionalInterface
  interface Call {
    Reply run() throws IOException, TimeoutException, InterruptedException;
  }

  /**
   * How a call came back.
   *
   * @param at by {@link System#nanoTime}
   */
  record Back(String saw, long at) {}

  private final Call call;
  private final Function<Reply, String> words;
  private final CompletableFuture<Back> back = new CompletableFuture<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("demo-caller").unstarted(() -> back.complete(called()));

  /**
   * The call has not begun.
   *
   * @param words for its reply
   */
  Caller(Call call, Function<Reply, String> words) {
    this.call = call;
    this.words = words;
  }

  void begin() {
    thread.start();
  }

  private Back called() {
    var saw = saw();
    return new Back(saw, System.nanoTime());
  }

  private String saw() {
    try {
      return words.apply(call.run());
    } catch (TimeoutException e) {
      return "TimeoutException";
    } catch (IOException | InterruptedException | RuntimeException e) {
      return Failures.inWords(e);
    }
  }

  /** Empty as long as the call has not come back. */
  Optional<Back> back() {
    return Optional.ofNullable(back.getNow(null));
  }

  /** Calls once, and waits until that is over: what a first call loads would count as lateness. */
  static void warm(Call call, Duration patience) throws InterruptedException {
    var caller = new Caller(call, Reply::toString);
    caller.begin();
    caller.thread.join(patience);
    caller.thread.interrupt();
  }

  /** A demonstration leaves nothing behind: a call that still waits is interrupted. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(TO_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
