package fiveways.contract.api;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Timeout as one would write it first in a model's style: it looks right, and breaks a rule. */
public interface FirstAttempt extends AutoCloseable {

  /** The idea in one line, for the one who watches it: {@code a read timeout on the socket}. */
  String idea();

  /**
   * Asks the peer, and means to give up at the deadline. Blocks the caller. An interrupt ends the
   * wait, and with it what the attempt still controls.
   */
  Reply ask(Peer peer, String line, Duration deadline)
      throws IOException, TimeoutException, InterruptedException;

  /** Whether work that an earlier {@link #ask} started is still going on. */
  boolean stillWorking();

  /** Ends what it left behind, so that a demonstration leaves nothing. */
  @Override
  void close();
}
