package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;

/**
 * Tells its reader threads to finish by shutting down the input of their sockets. It is the obvious
 * way to wake a blocked read, and it looks orderly; but a kernel that must not take any more input
 * answers the next byte of the client with a reset, and that destroys echoes that are still on
 * their way. It shows only with clients that still send while they have not read everything.
 */
@Breaks(value = "ECHO-6", seen = "reset")
public final class BrokenInputShutDown extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void finish(Connection connection) throws IOException {
        connection.socket.shutdownInput();
        super.finish(connection);
      }
    };
  }
}
