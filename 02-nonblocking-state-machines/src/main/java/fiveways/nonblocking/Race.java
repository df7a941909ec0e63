package fiveways.nonblocking;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Settings;
import fiveways.nonblocking.engine.Composite;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Scenario 4: what does it take that the first success wins, the others stop, and nothing that one
 * of them holds is lost?
 *
 * <p>A race is a machine with machines inside, whose ends are its events. No two come at once: the
 * first success is the one that finds the race in {@code Racing}. {@code Won} is not its end, but
 * the wait for those of the losers. {@link #using} is three machines in turn, and passes a cancel
 * on in one of its states: masking is no more than that.
 *
 * <p>What it costs: {@code finally}, a word elsewhere, is a state here, with its ways in. Look next
 * at {@link Progress}, which waits for all, and at this file in {@code 04-virtual-threads}.
 */
@SuppressWarnings("SameNameButDifferent") // each machine has its own State
public final class Race {
  /** The first success, told when the others have ended. */
  public Operation firstOf(Duration hedge, List<Operation> attempts) {
    Settings.notNegative("hedge", hedge);
    var racers = Settings.atLeastOne(attempts);
    return (loop, end) -> new FirstOf(loop, end, hedge, racers);
  }

  /** Opened, used, and closed, whatever comes of the use. */
  public Operation using(Resource<Operation> resource, Function<Reply, Operation> use) {
    requireNonNull(resource, "resource");
    requireNonNull(use, "use");
    return (loop, end) -> new Using(loop, end, new Held(resource), use);
  }

  /** Waits for what comes first: the end of an attempt, or the time for the next one. */
  private static final class FirstOf extends Composite<FirstOf.State> {
    sealed interface State {}

    record Racing(int begun) implements State {}

    record Won(Reply reply) implements State {}

    record Cancelled(Failed cancelled) implements State {}

    record Over(Outcome outcome) implements State {}

    private final Duration hedge;
    private final List<Operation> racers;
    private Optional<Timer> hedging = Optional.empty();

    FirstOf(Loop loop, Consumer<Outcome> end, Duration hedge, List<Operation> racers) {
      super(new Racing(hedge.isZero() ? racers.size() : 1), loop, end);
      this.hedge = hedge;
      this.racers = racers;
    }

    private void next() {
      switch (state()) {
        case Racing(int begun) when begun < racers.size() -> to(new Racing(begun + 1));
        case Racing _, Won _, Cancelled _, Over _ -> {}
      }
    }

    @Override
    protected void ended(int attempt, Outcome outcome) {
      switch (state()) {
        case Racing _ when outcome instanceof Reply reply -> to(new Won(reply));
        case Racing(int begun) when attempt == begun - 1 -> next(); // the last one: the next is due
        case Racing _, Won _, Cancelled _, Over _ -> {}
      }
    }

    // tag::cancel[]
    @Override
    public void cancel() {
      switch (state()) {
        case Racing _ -> to(new Cancelled(cancellation()));
        case Won _, Cancelled _, Over _ -> {} // all have been told to end, or have ended
      }
    }

    @Override
    protected void alone() {
      switch (state()) {
        case Racing _ -> to(new Over(new Failed(new AllFailedException(failures()))));
        case Won(var reply) -> to(new Over(reply)); // whatever the losers have said
        case Cancelled(var cancelled) -> to(new Over(telling(cancelled)));
        case Over _ -> {}
      }
    }

    // end::cancel[]

    // tag::cancel[]
    @Override
    protected void entered(State now) {
      switch (now) {
        case Racing(int begun) -> beginUpTo(begun);
        case Won _, Cancelled _ -> cancelParts(); // each will tell its end, now or later
        case Over(var outcome) -> end(outcome);
      }
    }

    @Override
    protected void left(State before) {
      hedging.ifPresent(Timer::drop); // else the next but one would start too early
    }

    // end::cancel[]

    private void beginUpTo(int number) {
      while (begun() < number) {
        begin(racers.get(begun())::on);
      }
      if (number < racers.size()) {
        hedging = Optional.of(loop().after(hedge, this::next));
      }
    }
  }

  /** Waits for the opening, the use and the release, one after the other. */
  private static final class Using extends Composite<Using.State> {
    sealed interface State {}

    record Opening() implements State {}

    record Unwanted(Failed cancelled) implements State {}

    record InUse(Reply opened) implements State {}

    record Releasing(Reply opened, Outcome used) implements State {}

    record Over(Outcome outcome) implements State {}

    private final Held held;
    private final Function<Reply, Operation> use;

    Using(Loop loop, Consumer<Outcome> end, Held held, Function<Reply, Operation> use) {
      super(new Opening(), loop, end);
      this.held = held;
      this.use = use;
    }

    @Override
    public void cancel() {
      switch (state()) {
        case Opening _ -> to(new Unwanted(cancellation()));
        case InUse _ -> cancelParts();
        case Unwanted _, Releasing _, Over _ -> {} // masked
      }
    }

    // tag::cleanup[]
    @Override
    protected void ended(int part, Outcome outcome) {
      switch (state()) {
        case Opening _ when outcome instanceof Reply opened -> to(new InUse(opened));
        case Opening _ -> release(outcome);
        case InUse(var opened) -> to(new Releasing(opened, outcome));
        case Unwanted(var cancelled) -> release(cancelled);
        case Releasing(_, var used) -> to(new Over(Held.both(used, outcome)));
        case Over _ -> {}
      }
    }

    private void release(Outcome used) {
      var opened = held.acquired(); // it may have been, and too late
      to(opened.isPresent() ? new Releasing(opened.get(), used) : new Over(used));
    }

    // end::cleanup[]

    // tag::cleanup[]
    @Override
    protected void entered(State now) {
      switch (now) {
        case Opening _ -> begin(held.open()::on);
        case Unwanted _ -> {} // masked: how that ends is awaited
        case InUse(var opened) -> begin(Held.given(opened, use)::on);
        case Releasing(var opened, _) -> begin(held.close(opened)::on);
        case Over(var outcome) -> end(outcome);
      }
    }
    // end::cleanup[]
  }
}
