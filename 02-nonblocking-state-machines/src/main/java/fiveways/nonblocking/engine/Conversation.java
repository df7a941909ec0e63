package fiveways.nonblocking.engine;

import java.io.IOException;

/** What is said with one {@link Client}: the scenario's machine. */
public interface Conversation {

  void start();

  /** What it waits for has come. */
  void ready() throws IOException;

  /** It is over, whoever has ended it: what it still holds is to be let go. Told once. */
  default void over() {}

  /**
   * The server is closing, and nothing has come for a while: whether nothing is owed, either. If
   * not, this is asked again.
   */
  default boolean finished() {
    return true;
  }
}
