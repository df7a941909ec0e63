package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Gives a client's place back at the end of the method, but not when something throws: a permit
 * without a {@code finally}. It shows as a server that takes one client less for each one that
 * resets, until it takes none.
 */
@Breaks(value = "ECHO-5", seen = "the server sends nothing")
public final class BrokenResetKeepsItsPlace extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void makeRoom(Semaphore to, boolean failed) {
        if (!failed) {
          super.makeRoom(to, false);
        }
      }
    };
  }
}
