package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Leaves the loop when {@code read} returns -1, and that was that: nobody ends the output, nobody
 * closes the socket. Students do it because with their own clients, which go when they have read
 * enough, nothing is missing. It shows as a client that waits for the end of the echo; and, since a
 * descriptor stays behind each time, as a server that at some point takes nobody any more.
 */
@Breaks(
    value = {"ECHO-3", "ECHO-7"},
    seen = "does not end its output")
public final class BrokenEndForgotten extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      private final Queue<Connection> forgotten = new ConcurrentLinkedQueue<>();

      @Override
      protected void finish(Connection connection) {
        // the input has ended, so what should there be to do?
      }

      @Override
      protected void disconnect(Connection connection, boolean failed) {
        if (failed) {
          super.disconnect(connection, true);
        } else {
          forgotten.add(connection);
        }
      }

      @Override
      protected void stopAccepting(ServerSocket from, Thread by) throws IOException {
        super.stopAccepting(from, by);
        // So that it shows where it happens, and not at the end as well.
        for (var connection : forgotten) {
          connection.socket.close();
        }
      }
    };
  }
}
