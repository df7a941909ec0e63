package fiveways.contract;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** The reference model's races: a virtual thread for each attempt, and a queue of ends. */
class ReferenceRace {

  /** How an attempt ended. */
  record Ended(int number, Outcome outcome) {}

  Callable<Reply> firstOf(Duration hedge, List<Callable<Reply>> attempts) {
    long pause = Settings.nanos(Settings.notNegative("hedge", hedge));
    var entrants = entrants(attempts);
    return () -> new Run(pause, entrants).winner();
  }

  /** A seam: who takes part. */
  protected List<Callable<Reply>> entrants(List<Callable<Reply>> attempts) {
    return Settings.atLeastOne(attempts);
  }

  /** A seam: whether an end decides the race. */
  protected boolean decides(Outcome outcome) {
    return outcome instanceof Reply;
  }

  /**
   * A seam: whether the next may start before its time.
   *
   * @param failed whose failure this is
   * @param started how many have started
   * @param failures how many have failed
   */
  protected boolean startsTheNext(int failed, int started, int failures) {
    return failed == started - 1;
  }

  /** A seam: when the next is due, by {@link System#nanoTime}. */
  protected long due(long raceBegan, int started, long hedge) {
    return System.nanoTime() + hedge;
  }

  /** A seam: what all failed with, by the numbers of the attempts. */
  protected AllFailedException allFailed(SortedMap<Integer, Exception> causes) {
    return new AllFailedException(List.copyOf(causes.values()));
  }

  /** A seam: what becomes of those who run when the race has ended, and of its clock. */
  protected void end(List<Thread> runners) {
    runners.forEach(Thread::interrupt);
    runners.forEach(ReferenceOperations::joinUninterruptibly);
  }

  /** A seam: what is done with the rest when somebody has won. */
  protected void won(List<Callable<Reply>> notStarted, List<Thread> runners) {}

  /** One race, for the thread that runs it. */
  private final class Run {
    private final long began = System.nanoTime();
    private final long hedge;
    private final List<Callable<Reply>> entrants;
    private final List<Thread> runners = new ArrayList<>();
    private final BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
    private final SortedMap<Integer, Exception> causes = new TreeMap<>();
    private long due = began;

    Run(long hedge, List<Callable<Reply>> entrants) {
      this.hedge = hedge;
      this.entrants = entrants;
    }

    Reply winner() throws Exception {
      try {
        return first();
      } catch (InterruptedException cancelled) {
        throw telling(cancelled, ends);
      }
    }

    private Reply first() throws Exception {
      try {
        while (causes.size() < entrants.size()) {
          startWhoIsDue();
          var ended = next();
          if (ended.isPresent() && decides(ended.get().outcome())) {
            won(entrants.subList(runners.size(), entrants.size()), runners);
            return ended.get().outcome().orThrow();
          }
          ended.ifPresent(this::failed);
        }
        throw allFailed(causes);
      } finally {
        end(runners);
      }
    }

    private void startWhoIsDue() {
      while (runners.size() < entrants.size() && System.nanoTime() - due >= 0) {
        int number = runners.size();
        var entrant = entrants.get(number);
        runners.add(
            Thread.ofVirtual()
                .name("reference-racer")
                .start(() -> ends.add(new Ended(number, outcome(entrant)))));
        due = due(began, runners.size(), hedge);
      }
    }

    private Optional<Ended> next() throws InterruptedException {
      return runners.size() == entrants.size()
          ? Optional.of(ends.take())
          : Optional.ofNullable(ends.poll(due - System.nanoTime(), NANOSECONDS));
    }

    private void failed(Ended ended) {
      if (ended.outcome() instanceof Failed(Exception cause)) {
        causes.put(ended.number(), cause);
      }
      if (startsTheNext(ended.number(), runners.size(), causes.size())) {
        due = System.nanoTime();
      }
    }
  }

  /** What those who were cut off could not release is told beside that. */
  static InterruptedException telling(InterruptedException cancelled, Collection<Ended> ends) {
    for (var ended : ends) {
      if (ended.outcome() instanceof Failed(Exception cause)) {
        Stream.of(cause.getSuppressed()).forEach(cancelled::addSuppressed);
      }
    }
    return cancelled;
  }

  /** A seam: how an attempt ends. */
  protected Outcome outcome(Callable<Reply> operation) {
    try {
      return operation.call();
    } catch (Exception failure) {
      return new Failed(failure);
    }
  }
}
