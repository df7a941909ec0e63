package fiveways.virtual;

import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import fiveways.virtual.engine.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps count of what is carried out together, and of the room that there is for more. A scope
 * tells its joiner of each fork that ends, in the thread of that fork, and only as long as it has
 * not been cancelled: who ends after the failure that ended the others is not counted.
 */
final class CountingJoiner implements Joiner<Reply, Each> {

  private final Together together;
  private final int total;
  private final Semaphore room;
  private final List<Subtask<? extends Reply>> begun = new ArrayList<>(); // the owner's alone
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private volatile boolean over;

  CountingJoiner(Together together, int total) {
    this.together = together;
    this.total = total;
    this.room = new Semaphore(together.limit());
  }

  /** What a viewer is told now. */
  Line progress() {
    return Viewer.progress(done.get(), failed.get(), total);
  }

  /**
   * Blocks until one more may be under way; false if none may be begun any more. An interrupt ends
   * the wait and is kept for the join.
   */
  boolean hasRoom() {
    try {
      room.acquire();
      return !over;
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public boolean onFork(Subtask<? extends Reply> operation) {
    begun.add(operation);
    return false;
  }

  /**
   * Before the room is given back, because whoever gets it must see that nothing more is to begin:
   * the scope is cancelled only after this.
   */
  @Override
  public boolean onComplete(Subtask<? extends Reply> operation) {
    boolean last = count(operation);
    if (last) {
      over = true;
    }
    room.release();
    return last;
  }

  /** Counts it; whether it ends the others, too. */
  private boolean count(Subtask<? extends Reply> operation) {
    return switch (operation.state()) {
      case SUCCESS -> {
        done.incrementAndGet();
        yield false;
      }
      case FAILED -> {
        failed.incrementAndGet();
        yield together.failFast() || operation.exception() instanceof Error;
      }
      case UNAVAILABLE -> throw new IllegalArgumentException("not complete: " + operation);
    };
  }

  /**
   * How each ended, in the order begun; what was cut off is left out.
   *
   * @throws Exception the failure that ended the others
   */
  @Override
  public Each result() throws Exception {
    var outcomes = new ArrayList<Outcome>();
    for (var operation : begun) {
      switch (operation.state()) {
        case SUCCESS -> outcomes.add(operation.get());
        case FAILED -> outcomes.add(failure(operation));
        case UNAVAILABLE -> {}
      }
    }
    return new Each(outcomes);
  }

  private Failed failure(Subtask<? extends Reply> operation) throws Exception {
    var cause = Ending.asItself(operation.exception());
    if (together.failFast()) {
      throw cause;
    }
    return new Failed(cause);
  }
}
