package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads in one thread and writes in another, with a queue between them that never says no. Students
 * do it so that a slow client does not hold up the reading, which is the very thing that should be
 * held up. It shows as memory that a single client can fill.
 */
@Breaks(value = "ECHO-4", seen = "from a client that does not read")
public final class BrokenUnboundedQueue extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new QueuedEcho(settings, 4096) {
      @Override
      protected BlockingQueue<byte[]> queue() {
        return new LinkedBlockingQueue<>();
      }
    };
  }
}
