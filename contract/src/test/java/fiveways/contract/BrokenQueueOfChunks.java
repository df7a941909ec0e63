package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads in one thread and writes in another, with a bounded queue between them; but it is bounded
 * by the number of what is in it, not by its size. Students do it because a queue's capacity is a
 * number of elements. It shows only to who measures how much a client can get rid of that does not
 * read.
 */
@Breaks(value = "ECHO-4", seen = "from a client that does not read")
public final class BrokenQueueOfChunks extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new QueuedEcho(settings, 8192) {
      @Override
      protected BlockingQueue<byte[]> queue() {
        return new ArrayBlockingQueue<>(100);
      }
    };
  }
}
