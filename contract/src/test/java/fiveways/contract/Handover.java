package fiveways.contract;

import java.io.IOException;
import java.util.Optional;

/**
 * Where somebody who is never cancelled meets somebody who may be: one thing at a time is handed
 * over, and who gives up waiting for it has taken nothing.
 */
final class Handover<T> {
  private Optional<T> waiting = Optional.empty();
  private Optional<IOException> end = Optional.empty();

  /** Waits until the one before has been taken; false if nothing will be taken any more. */
  synchronized boolean put(T thing) throws InterruptedException {
    while (waiting.isPresent() && end.isEmpty()) {
      wait();
    }
    if (end.isPresent()) {
      return false;
    }
    waiting = Optional.of(thing);
    notifyAll();
    return true;
  }

  /**
   * Waits until there is something; what came before the end is still given out.
   *
   * @throws IOException the end
   */
  synchronized T take() throws IOException, InterruptedException {
    while (waiting.isEmpty()) {
      if (end.isPresent()) {
        throw end.get();
      }
      wait();
    }
    var taken = waiting.get();
    waiting = Optional.empty();
    notifyAll();
    return taken;
  }

  /** Nothing more will come. */
  synchronized void end(IOException how) {
    end = end.or(() -> Optional.of(how));
    notifyAll();
  }

  /** What nobody has taken. */
  synchronized Optional<T> left() {
    return waiting;
  }
}
