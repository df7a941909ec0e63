package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;

/**
 * Ends its accept loop when accept fails: the {@code try} is around the loop instead of inside it.
 * It shows when a process is out of descriptors for a moment: the clients that it has are served
 * on, and no other ever is.
 */
@Breaks(value = "ECHO-7", seen = "who came when others had gone")
public final class BrokenAcceptLoop extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected boolean goesOnAfter(IOException failedAccept) {
        return false;
      }
    };
  }
}
