package fiveways.contract;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Knows the failures that its operations declare, and no others.
 *
 * <p>{@code catch (IOException | TimeoutException failed)}, because the compiler asks for no more.
 * A mistake in a function ends the attempt's thread without a word, and the race waits for its end.
 */
@Breaks(value = "RACE-1", seen = "a race of a function that throws")
public final class BrokenProgramErrorUnseen extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected Outcome outcome(Callable<Reply> operation) {
        try {
          return operation.call();
        } catch (IOException | TimeoutException | InterruptedException failed) {
          return new Failed(failed);
        } catch (RuntimeException mistake) {
          Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {}); // nobody reads logs
          throw mistake;
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
