package fiveways.contract;

import fiveways.contract.api.Reply;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the end of an attempt that was cancelled for a failure, and starts the next.
 *
 * <p>{@code catch (Exception failed)} catches the cancel, too. Each end of a race by its caller
 * asks one more peer, whom nobody waits for.
 */
@Breaks(
    value = "RACE-4",
    perhaps = {"RACE-5", "RACE-8"},
    seen = "attempts started by the cancel")
public final class BrokenCancelStartsTheNext extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected List<Callable<Reply>> entrants(List<Callable<Reply>> attempts) {
        var next = new AtomicInteger();
        return super.entrants(attempts).stream()
            .map(attempt -> orElseTheNext(attempt, attempts, next))
            .toList();
      }

      private Callable<Reply> orElseTheNext(
          Callable<Reply> attempt, List<Callable<Reply>> attempts, AtomicInteger next) {
        return () -> {
          next.incrementAndGet();
          try {
            return attempt.call();
          } catch (Exception failed) {
            // Who has really failed is replaced by the race; in a shorter program this does both.
            if (Thread.currentThread().isInterrupted() && next.get() < attempts.size()) {
              var task = new FutureTask<>(attempts.get(next.getAndIncrement()));
              var _ = Thread.ofVirtual().name("reference-next").start(task);
            }
            throw failed;
          }
        };
      }
    };
  }
}
