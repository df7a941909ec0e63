package fiveways.nonblocking.engine;

/**
 * Something under way on a loop. It is not a thread: between two events it is only data, and does
 * nothing. Whoever made it has told it whom to tell its end, which it does exactly once.
 */
public interface Machine {

  /**
   * Begins; does not block. The end never comes from within this call: else a thousand machines, of
   * which each starts the next when it fails, would be as many calls within each other.
   */
  void start();

  /**
   * Asks it to end. It may, now or later, or take no notice, as one does that was written with no
   * thought of this; after its end it has no effect.
   */
  default void cancel() {}
}
