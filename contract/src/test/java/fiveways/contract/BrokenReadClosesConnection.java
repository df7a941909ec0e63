package fiveways.contract;

import java.io.IOException;
import java.net.Socket;

/**
 * Reads in the very thread that is cancelled, and loses the connection with it.
 *
 * <p>In a virtual thread an interrupt closes the socket on which the thread waits. For a connection
 * that ends with the operation that is just right; for one that stays open it is the end of it.
 */
@Breaks(
    value = {"TIME-12", "TIME-8"},
    seen = "")
public final class BrokenReadClosesConnection extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      ReferenceConnection connection(Socket socket) {
        return new ReferenceConnection(this, socket) {
          @Override
          protected void start() {
            // nobody reads but who is told to
          }

          @Override
          protected String next() throws IOException {
            return lineFromPeer();
          }
        };
      }
    };
  }
}
