package fiveways.nonblocking.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Where other threads leave tasks for the loop; the only thing that they share with it. Whoever
 * posts wakes the loop, but only if it sleeps: else it would wake once more, for nothing.
 */
final class Mailbox {
  private final Runnable alarm;
  private List<Runnable> tasks = new ArrayList<>();
  private boolean asleep;
  private boolean closed;

  Mailbox(Runnable alarm) {
    this.alarm = alarm;
  }

  /** From any thread; false if it is closed, and nobody will look into it any more. */
  synchronized boolean post(Runnable task) {
    if (closed) {
      return false;
    }
    tasks.add(task);
    if (asleep) {
      asleep = false;
      alarm.run();
    }
    return true;
  }

  /** If there is nothing, the loop may sleep now, and the next post will wake it. */
  synchronized boolean isEmptySoSleep() {
    asleep = tasks.isEmpty();
    return asleep;
  }

  /** What was posted before this call; the loop is awake. */
  synchronized List<Runnable> take() {
    asleep = false;
    if (tasks.isEmpty()) {
      return List.of();
    }
    var taken = tasks;
    tasks = new ArrayList<>();
    return taken;
  }

  synchronized List<Runnable> close() {
    closed = true;
    return take();
  }
}
