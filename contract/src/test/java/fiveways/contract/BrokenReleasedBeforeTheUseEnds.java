package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Closes the resource when it is cancelled, and then ends the use.
 *
 * <p>What is declared last is closed first: two lines in the wrong order, and as long as nobody
 * cancels nobody sees it. What is inside still uses what has been closed, and is itself closed
 * later than what it stands in.
 */
@Breaks(
    value = "RACE-7",
    perhaps = {"RACE-5", "RACE-8"},
    seen = "the outer one was closed before the inner ones")
public final class BrokenReleasedBeforeTheUseEnds extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      Callable<Reply> using(
          Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
        return () -> {
          try (var worker = new Worker();
              var held = held(resource)) {
            var acquired = held.open();
            refuseIfCancelledMeanwhile();
            return worker.outcome(use.apply(acquired));
          }
        };
      }
    };
  }

  /** Does it in a thread of its own, and ends it when this is closed. */
  private static final class Worker implements AutoCloseable {
    private Optional<Thread> thread = Optional.empty();

    Reply outcome(Callable<Reply> operation) throws Exception {
      var task = new FutureTask<>(operation);
      thread = Optional.of(Thread.ofVirtual().name("reference-use").start(task));
      return ReferenceOperations.outcome(task, Settings.NEVER).orThrow();
    }

    @Override
    public void close() {
      thread.ifPresent(Thread::interrupt);
      thread.ifPresent(ReferenceOperations::joinUninterruptibly);
    }
  }
}
