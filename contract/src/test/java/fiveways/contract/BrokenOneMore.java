package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Allows one client more than the limit: the count is compared before it is increased, with {@code
 * <=}. It shows at the limit only.
 */
@Breaks(value = "ECHO-7", seen = "while two others have all the room")
public final class BrokenOneMore extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected Semaphore room(int connections) {
        return super.room(connections + 1);
      }
    };
  }
}
