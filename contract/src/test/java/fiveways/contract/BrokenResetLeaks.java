package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Closes the socket at the end of the method, but not when something throws. It shows as a
 * descriptor less for each client that resets, until there are none.
 */
@Breaks(value = "ECHO-5", seen = "of clients that are gone")
public final class BrokenResetLeaks extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      private final Queue<Connection> leaked = new ConcurrentLinkedQueue<>();

      @Override
      protected void disconnect(Connection connection, boolean failed) {
        if (failed) {
          leaked.add(connection);
        } else {
          super.disconnect(connection, false);
        }
      }

      @Override
      protected void stopAccepting(ServerSocket from, Thread by) throws IOException {
        super.stopAccepting(from, by);
        // So that it shows where it happens, and not at the end as well.
        for (var connection : leaked) {
          connection.socket.close();
        }
      }
    };
  }
}
