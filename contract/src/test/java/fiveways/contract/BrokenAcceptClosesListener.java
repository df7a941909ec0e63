package fiveways.contract;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Accepts in the very thread that is cancelled, and loses the listener with it.
 *
 * <p>In a virtual thread an interrupt closes the socket on which the thread waits, and with a
 * platform thread the only way to wake it is to close that socket. Either way the listener goes
 * down with one caller who did not want to wait.
 */
@Breaks(
    value = {"TIME-9", "TIME-8"},
    seen = "")
public final class BrokenAcceptClosesListener extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      ReferenceAcceptor acceptor(InetSocketAddress address) throws IOException {
        return new ReferenceAcceptor(this, address) {
          @Override
          protected void start() {
            // nobody accepts but who is told to
          }

          @Override
          protected Socket next() throws IOException {
            return listener.accept();
          }
        };
      }
    };
  }
}
