package fiveways.cli;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * An operation that is run for a user, with a deadline: replies go to standard output, and how it
 * went, beside them, to the other one.
 *
 * @param <O> the model's own type of operation
 */
final class Calling<O> {
  private static final int FAILED = 1;
  private static final int TOO_LATE = 3;

  /** Runs it, and says what came of it. */
  @FunctionalInterface
  private interface Told {
    int of(Reply reply, String after);
  }

  private final Terminal terminal;
  private final ConcurrencyModel<O> model;
  private final Optional<Duration> deadline;

  /**
   * @param deadline how long all of it may take; empty: as long as it takes
   */
  Calling(Terminal terminal, ConcurrencyModel<O> model, Optional<Duration> deadline) {
    this.terminal = terminal;
    this.model = model;
    this.deadline = deadline;
  }

  /** One question. Blocks until it has ended; the result is the exit code. */
  int run(O operation) throws InterruptedException {
    return run(operation, List.of(), this::reply);
  }

  /** Several, of which one wins. */
  int race(O race, List<InetSocketAddress> peers) throws InterruptedException {
    return run(race, peers, this::reply);
  }

  /**
   * Several, all of which count.
   *
   * @param viewer who may still have something to say when they have ended
   */
  int progress(O all, List<InetSocketAddress> peers, ViewerHere viewer)
      throws InterruptedException {
    return run(
        all,
        peers,
        (reply, after) -> {
          viewer.finish();
          return each(reply, peers, after);
        });
  }

  private int run(O operation, List<InetSocketAddress> peers, Told told)
      throws InterruptedException {
    var bounded = deadline.map(time -> model.within(time, operation)).orElse(operation);
    long start = System.nanoTime();
    try {
      return told.of(model.run(bounded), " after " + since(start));
    } catch (TimeoutException e) {
      terminal.complain(
          "timeout after "
              + since(start)
              + deadline.map(time -> ": the deadline was " + Text.plain(time)).orElse(""));
      return TOO_LATE;
    } catch (AllFailedException all) {
      terminal.complain("failed after " + since(start) + ": " + all.getMessage());
      for (int i = 0; i < all.causes().size(); i++) {
        terminal.complain("  " + Text.address(peers.get(i)) + "  " + words(all.causes().get(i)));
      }
      return FAILED;
    } catch (IOException e) {
      terminal.complain("failed after " + since(start) + ": " + Failures.inWords(e));
      return FAILED;
    }
  }

  private int reply(Reply reply, String after) {
    terminal.line(text(reply));
    terminal.complain("reply" + after);
    return 0;
  }

  /** In the order asked, each with its peer; the exit code says whether all have succeeded. */
  private int each(Reply reply, List<InetSocketAddress> peers, String after) {
    if (!(reply instanceof Each(List<Outcome> outcomes))) {
      throw new IllegalStateException("several questions have several replies");
    }
    for (int i = 0; i < outcomes.size(); i++) {
      terminal.line(Text.address(peers.get(i)) + "  " + text(outcomes.get(i)));
    }
    long failed = outcomes.stream().filter(Failed.class::isInstance).count();
    terminal.complain(
        failed == 0
            ? (outcomes.size() == 1 ? "1 reply" : outcomes.size() + " replies") + after
            : "%d of %d failed%s".formatted(failed, outcomes.size(), after));
    return failed == 0 ? 0 : FAILED;
  }

  private static String text(Outcome outcome) {
    return switch (outcome) {
      case Line(String text) -> Text.fromWire(text);
      case Each _ -> throw new IllegalStateException("one question has one reply");
      case Failed(Exception cause) -> "failed: " + words(cause);
    };
  }

  private static String words(Exception cause) {
    return Failures.inWords(cause);
  }

  private static String since(long start) {
    return Text.time(Duration.ofNanos(System.nanoTime() - start));
  }
}
