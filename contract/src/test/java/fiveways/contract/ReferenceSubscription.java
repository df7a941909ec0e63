package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.EventServer;
import fiveways.contract.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One subscriber of the reference model's event server: a thread that writes to it, first what is
 * in the file, then what comes. Protected methods are seams.
 */
class ReferenceSubscription {
  private static final int PIECE = 64 * 1024;

  protected final ReferenceJournal journal;
  protected final Connection connection;
  private final BlockingQueue<byte[]> waiting;
  private final Thread writer = Thread.ofVirtual().name("reference-events").unstarted(this::write);

  ReferenceSubscription(ReferenceJournal journal, Connection connection) {
    this.journal = journal;
    this.connection = connection;
    this.waiting = queue(journal.settings.waiting());
  }

  /** A seam: of live events. */
  protected BlockingQueue<byte[]> queue(int bound) {
    return new LinkedBlockingQueue<>(bound);
  }

  Thread start() {
    connection.unwritten.incrementAndGet(); // until the history is written
    writer.start();
    return writer;
  }

  private void write() {
    try {
      replay();
      connection.unwritten.decrementAndGet();
      while (true) {
        send(waiting.take());
        connection.unwritten.decrementAndGet();
      }
    } catch (IOException | InterruptedException over) {
      // the client has gone, was dropped, or the server closes
    } finally {
      journal.forget(this);
      if (!connection.socket.isOutputShutdown()) {
        ReferenceLimit.reset(connection.socket);
      }
    }
  }

  /** A seam. */
  protected void replay() throws IOException {
    long length = journal.beginReplay(this);
    try (var _ = limit(journal.settings.replay())) {
      history(length);
    } finally {
      journal.endReplay();
    }
  }

  /** A seam: cuts this subscriber off when its time is over. */
  protected AutoCloseableLimit limit(Duration time) {
    var limit = new ReferenceLimit(time, connection.socket);
    return limit::close;
  }

  /** Ends without ado. */
  interface AutoCloseableLimit extends AutoCloseable {
    @Override
    void close();
  }

  /** Sends the events of so many bytes of the file; it is a file of its own that is read. */
  protected final void history(long length) throws IOException {
    var events = new JournalReader();
    var piece = ByteBuffer.allocate(PIECE);
    long seq = 0;
    var file = FileChannel.open(journal.settings.journal(), StandardOpenOption.READ);
    try {
      for (long at = 0; at < length; ) {
        int read = file.read(piece.clear().limit((int) Math.min(PIECE, length - at)), at);
        if (read < 0) {
          throw new IOException("the journal has become shorter");
        }
        at += read;
        events.put(piece.array(), 0, read);
        for (var event = events.next(); event.isPresent(); event = events.next()) {
          send(EventServer.event(++seq, event.get()));
        }
      }
    } finally {
      close(file);
    }
  }

  /** A seam: has been read. */
  protected void close(FileChannel file) throws IOException {
    file.close();
  }

  /** A seam. */
  protected void send(byte[] event) throws IOException {
    connection.socket.getOutputStream().write(event);
  }

  /** Whether there was room for another live event. Does not wait. */
  protected boolean offer(byte[] event) {
    connection.unwritten.incrementAndGet();
    return waiting.offer(event);
  }

  void drop() {
    ReferenceLimit.reset(connection.socket);
  }

  /** Whatever it is doing. */
  void end() {
    writer.interrupt();
    ReferenceOperations.joinUninterruptibly(writer);
  }
}
