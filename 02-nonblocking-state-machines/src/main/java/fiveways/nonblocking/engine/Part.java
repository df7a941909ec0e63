package fiveways.nonblocking.engine;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A machine inside another one, or what a thread outside runs. Whoever wrote it may not have kept
 * to what a {@link Machine} promises, and whoever waits for it must be able to rely on that: it
 * ends once, never from within its start, and what it throws when it is made or started is its end.
 */
public final class Part implements Machine {
  private final Loop loop;
  private final BiFunction<Loop, Consumer<Outcome>, Machine> operation;
  private final Consumer<Outcome> end;
  private Optional<Machine> machine = Optional.empty();
  private boolean starting;
  private boolean ended;

  /** The machine itself is made when this is started. */
  public Part(
      Loop loop, BiFunction<Loop, Consumer<Outcome>, Machine> operation, Consumer<Outcome> end) {
    this.loop = loop;
    this.operation = operation;
    this.end = end;
  }

  @Override
  public void start() {
    starting = true;
    try {
      var made = operation.apply(loop, this::ended);
      machine = Optional.of(made); // and only then started: a cancel finds it
      made.start();
    } catch (RuntimeException e) {
      ended(new Failed(e));
    } catch (Error error) { // an outcome has no place for it, and there is nobody to throw it to
      ended(new Failed(new IllegalStateException("an operation ended in an error", error)));
    }
    starting = false;
  }

  /** If that fails, others that are to be cancelled must not be left running for it. */
  @Override
  public void cancel() {
    try {
      machine.ifPresent(Machine::cancel);
    } catch (RuntimeException | Error bug) {
      Loop.log("a machine failed when it was cancelled", bug);
    }
  }

  private void ended(Outcome outcome) {
    if (starting) {
      loop.execute(() -> ended(outcome));
    } else if (!ended) {
      ended = true;
      end.accept(outcome);
    }
  }
}
