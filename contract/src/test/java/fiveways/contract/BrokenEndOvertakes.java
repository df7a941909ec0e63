package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Closes the connection as soon as its input has ended, while another thread has yet to write what
 * was read before it. Students split reading and writing, and let the reader clean up. It shows as
 * an echo that is cut short for clients that read slowly, or late.
 */
@Breaks(value = "ECHO-3", seen = "the server ended its output")
public final class BrokenEndOvertakes extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new QueuedEcho(settings, 1024) {
      @Override
      protected BlockingQueue<byte[]> queue() {
        return new ArrayBlockingQueue<>(1);
      }

      @Override
      protected void awaitWritten(Connection connection) throws IOException {
        connection.socket.close();
      }
    };
  }
}
