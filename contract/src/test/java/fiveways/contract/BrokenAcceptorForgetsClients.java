package fiveways.contract;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Closes the listener, and thinks that this is all there is to close.
 *
 * <p>Who was accepted is no part of the listener any more: whoever said nothing yet stays, and so
 * does the operation that waits for its line.
 */
@Breaks(value = "TIME-9", seen = "while the acceptor is closed")
public final class BrokenAcceptorForgetsClients extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      ReferenceAcceptor acceptor(InetSocketAddress address) throws IOException {
        return new ReferenceAcceptor(this, address) {
          @Override
          protected void endClients() {
            // only the listener was closed
          }
        };
      }
    };
  }
}
