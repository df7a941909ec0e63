package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/**
 * Accepts whoever comes and closes the connection if there are too many. Students do it because
 * they count after accepting. It shows as clients that are turned away although they could have
 * waited.
 */
@Breaks(value = "ECHO-7", seen = "the server ended its output")
public final class BrokenTurnsAway extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected Semaphore room(int connections) {
        return super.room(Integer.MAX_VALUE);
      }

      @Override
      protected Socket accept(ServerSocket from) throws IOException {
        while (true) {
          var socket = super.accept(from);
          if (connections() < settings.server().maxConnections()) {
            return socket;
          }
          socket.close();
        }
      }
    };
  }
}
