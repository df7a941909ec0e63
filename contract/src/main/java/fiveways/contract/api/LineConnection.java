package fiveways.contract.api;

/**
 * A connection that outlives the operations on it.
 *
 * @param <O> the model's own type of operation
 */
public interface LineConnection<O> extends AutoCloseable {

  /**
   * Reads the next line. One read at a time. Cancelled in the middle of a line it loses nothing:
   * the next one returns the whole line. (As with every deadline, a line that arrives just as the
   * deadline passes may be read by the operation that is then told to be late.)
   */
  O readLine();

  /** Disconnects; does not throw. A read under way fails with {@link java.io.IOException}. */
  @Override
  void close();
}
