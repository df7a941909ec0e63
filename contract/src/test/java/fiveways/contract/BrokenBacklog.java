package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;

/**
 * Listens with the default backlog, which is 50 in Java. It shows when many come at once, or while
 * the server is full: the 52nd that waits cannot even connect, and its kernel tries again after a
 * second, then three, then seven.
 */
@Breaks(value = "ECHO-7", seen = "can wait in the backlog")
public final class BrokenBacklog extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected int backlog() {
        return 50;
      }
    };
  }
}
