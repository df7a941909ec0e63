package fiveways.nonblocking;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import fiveways.nonblocking.engine.Composite;
import fiveways.nonblocking.engine.Loop;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Scenario 5: what does it take to start many, to watch how far they are, and to collect what
 * becomes of them?
 *
 * <p>One more machine with machines inside. Each end is an event: it is counted, and makes room for
 * the next to begin. What has been counted is only a number that nobody else changes meanwhile, so
 * that the {@link Watching} machine beside them can read it whenever it has something to write. A
 * failure that ends the others is a state, and so is to tell the viewer the end, where no cancel
 * reaches any more.
 *
 * <p>What it costs: no thread for any of them, and none to watch them. But a viewer that reads
 * slowly, or not at all, or has not been reached when all is over, is a state each.
 *
 * <p>Look next at {@link Race}, which waits for one of many; and at the same file in {@code
 * 01-blocking-threads}, where each of them takes a thread.
 */
public final class Progress {

  /** An {@link Each} in the order given, or the first failure; and a viewer is told. */
  public Operation all(Together together, List<Operation> operations) {
    requireNonNull(together, "together");
    var asked = List.copyOf(operations);
    return (loop, end) -> new Gathering(loop, end, together, asked);
  }

  /** Waits for the end of each, and begins another one when there is room. */
  private static final class Gathering extends Composite<Gathering.State> {
    sealed interface State {}

    record Working() implements State {}

    record Failing(Failed first) implements State {}

    record Cancelled(Failed cancelled) implements State {}

    record Telling(Outcome outcome) implements State {}

    record Over(Outcome outcome) implements State {}

    private final Together together;
    private final List<Operation> operations;
    private final Optional<Watching> watching;
    private int done;
    private int failed;

    Gathering(Loop loop, Consumer<Outcome> end, Together together, List<Operation> operations) {
      super(new Working(), loop, end);
      this.together = together;
      this.operations = operations;
      watching =
          together.viewer().map(viewer -> new Watching(loop, viewer, this::progress, this::told));
    }

    private Line progress() {
      return Viewer.progress(done, failed, operations.size());
    }

    @Override
    public void start() {
      watching.ifPresent(Watching::start);
      super.start();
      if (operations.isEmpty()) {
        loop().execute(this::alone); // none will end; and this must not, within its start
      }
    }

    @Override
    protected void ended(int operation, Outcome outcome) {
      count(outcome);
      switch (state()) {
        case Working _ when together.failFast() && outcome instanceof Failed first ->
            to(new Failing(first));
        case Working _ -> to(new Working()); // with room for one more
        case Failing _, Cancelled _, Telling _, Over _ -> {}
      }
    }

    private void count(Outcome outcome) {
      switch (outcome) {
        case Reply _ -> done++;
        case Failed _ when state() instanceof Working -> failed++;
        case Failed _ -> {} // it has not failed: it was cancelled
      }
    }

    // tag::cancel[]
    @Override
    public void cancel() {
      switch (state()) {
        case Working _ -> to(new Cancelled(cancellation()));
        case Failing _, Cancelled _, Telling _, Over _ -> {} // to tell the viewer is masked
      }
    }

    // end::cancel[]

    // tag::cancel[]
    @Override
    protected void alone() {
      switch (state()) {
        case Working _ -> to(new Telling(new Each(outcomes())));
        case Failing(var first) -> to(new Telling(first));
        case Cancelled(var cancelled) -> to(new Telling(telling(cancelled)));
        case Telling _, Over _ -> {}
      }
    }

    // end::cancel[]

    private void told() {
      switch (state()) {
        case Telling(var outcome) -> to(new Over(outcome));
        case Working _, Failing _, Cancelled _, Over _ ->
            throw new IllegalStateException("the viewer was told too early");
      }
    }

    // tag::cancel[]
    @Override
    protected void entered(State now) {
      switch (now) {
        case Working _ -> beginWhileThereIsRoom();
        case Failing _, Cancelled _ -> cancelParts(); // each will tell its end, now or later
        case Telling _ -> watching.ifPresentOrElse(Watching::finish, this::told);
        case Over(var outcome) -> end(outcome);
      }
    }

    // end::cancel[]

    private void beginWhileThereIsRoom() {
      while (begun() < operations.size() && underWay() < together.limit()) {
        begin(operations.get(begun())::on);
      }
    }
  }
}
