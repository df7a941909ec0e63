package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** For the gallery: a talk whose reader does not write its echoes, but queues them for a writer. */
class QueueTalk extends ReferenceTalk {
  private final Semaphore room;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("reference-writer").factory());

  /**
   * Has room for so many echoes that are waiting.
   *
   * @param capacity when they are taken, the reader waits
   */
  QueueTalk(HeartbeatSettings settings, Connection connection, int capacity) {
    super(settings, connection);
    room = new Semaphore(capacity);
  }

  @Override
  void serve() throws IOException {
    try (writer) {
      super.serve();
    }
  }

  @Override
  protected void echo(byte[] text) {
    room.acquireUninterruptibly();
    var _ =
        writer.submit(() -> {
          try {
            say(text);
          } finally {
            room.release();
          }
          return text;
        });
  }

  @Override
  protected void end() throws IOException {
    writer.close(); // when all is said
    super.end();
  }

  @Override
  protected void lastWord(String word) throws IOException {
    writer.close();
    super.lastWord(word);
  }
}
