package fiveways.contract.api;

import java.net.InetSocketAddress;

/**
 * A listener whose accepting is an operation like any other, so that it can be given a deadline
 * from outside.
 *
 * @param <O> the model's own type of operation
 */
public interface Acceptor<O> extends AutoCloseable {

  /** Where it listens; the port is the real one, also if 0 was asked for. */
  InetSocketAddress address();

  /**
   * Takes one client, reads its line, answers {@code WELCOME <line>} and disconnects it; the reply
   * is the client's line. Cancelled before a client has come, the listener is as good as before,
   * and who comes later is served by the next such operation.
   */
  O acceptOne();

  /**
   * Stops listening and ends what it holds; does not throw. Operations under way fail with {@link
   * java.io.IOException}.
   */
  @Override
  void close();
}
