package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.net.ServerSocket;

/**
 * Closes its connections, but not its listener: whoever wrote {@code close()} thought of the
 * clients. It shows as clients that can still connect, and a port that stays taken.
 */
@Breaks(value = "ECHO-6", seen = "reference-accept")
public final class BrokenAcceptorStays extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void stopAccepting(ServerSocket from, Thread by) {
        // nobody tells them
      }
    };
  }
}
