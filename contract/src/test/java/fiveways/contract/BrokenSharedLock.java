package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds one lock while it writes, whoever the client is. Students do it to protect a shared counter
 * or log, and the write happens to be inside. It shows when one client does not read: its write
 * waits for room with the lock held, and everybody waits for the lock.
 */
@Breaks(value = "ECHO-2", seen = "the server sends nothing")
public final class BrokenSharedLock extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      private final ReentrantLock lock = new ReentrantLock();

      @Override
      protected void echo(Connection connection, byte[] bytes, int n) throws IOException {
        lock.lock();
        try {
          super.echo(connection, bytes, n);
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
