package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Serves clients in a pool of fifty threads. Students do it because a thread for each client sounds
 * like too many, and a pool is what one has been told to use; but a thread that serves a client is
 * not free until that client goes. It shows as silence from the 51st client on.
 */
@Breaks(value = "ECHO-2", seen = "the server sends nothing")
public final class BrokenFixedPool extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      private final Semaphore pool = new Semaphore(50);

      @Override
      protected Thread thread(Runnable service) {
        return super.thread(() -> {
          pool.acquireUninterruptibly();
          try {
            service.run();
          } finally {
            pool.release();
          }
        });
      }
    };
  }
}
