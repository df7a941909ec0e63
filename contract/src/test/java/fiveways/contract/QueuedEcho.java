package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;

/**
 * An echo that reads in one thread and writes in another. Whether it is right is up to the queue.
 */
abstract class QueuedEcho extends ReferenceServer {
  private final int chunk;

  /**
   * @param chunk how many bytes are read at once
   */
  QueuedEcho(EchoSettings settings, int chunk) throws IOException {
    super(settings.server());
    this.chunk = chunk;
  }

  /** A seam: what is between the two threads of one client. */
  protected abstract BlockingQueue<byte[]> queue();

  /** A seam: the input has ended. */
  protected void awaitWritten(Connection connection) throws IOException, InterruptedException {
    while (connection.unwritten.get() > 0) {
      Thread.sleep(1);
    }
  }

  @Override
  protected void serve(Connection connection) throws IOException, InterruptedException {
    var queue = queue();
    var reader = Thread.currentThread();
    var writer =
        Thread.ofVirtual().name("reference-writer").start(() -> write(connection, queue, reader));
    try {
      var bytes = new byte[chunk];
      for (int n; (n = connection.read(bytes)) >= 0; ) {
        connection.unwritten.incrementAndGet();
        queue.put(Arrays.copyOf(bytes, n));
      }
      awaitWritten(connection);
    } finally {
      writer.interrupt();
      ReferenceOperations.joinUninterruptibly(writer);
    }
  }

  private static void write(Connection connection, BlockingQueue<byte[]> queue, Thread reader) {
    try {
      while (true) {
        write(connection, queue.take());
        connection.unwritten.decrementAndGet();
      }
    } catch (IOException | InterruptedException end) {
      reader.interrupt(); // which may be waiting for room in the queue
    }
  }

  private static void write(Connection connection, byte[] bytes) throws IOException {
    try {
      connection.socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      if (!connection.socket.isOutputShutdown()) {
        throw e; // else it came too late, and is discarded
      }
    }
  }
}
