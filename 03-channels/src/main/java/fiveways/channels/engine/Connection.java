package fiveways.channels.engine;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.ChannelClosed;
import java.io.IOException;
import java.net.Socket;

/**
 * A client's socket, which is shared out between three actors: one has the input ({@link #read}),
 * one the output ({@link Client}), and the {@link Door} alone may close it. What was read goes to
 * the second over a channel without a buffer: as long as that one cannot write, no more is read.
 *
 * @param chunks done when there will be no more, an error when they are not wanted or are lost
 * @param acceptedAt by {@link System#nanoTime}
 */
record Connection(Socket socket, Channel<Chunk> chunks, long acceptedAt) {

  /** What an idle client costs in buffers; a busy one's grows. */
  private static final int SMALL = 512;

  Connection(Socket accepted) {
    this(accepted, Channel.newRendezvousChannel(), System.nanoTime());
  }

  /**
   * Reads until the client ends its output, and goes on when nobody listens any more: to close a
   * socket with input unread would be a reset, which can destroy what was written last. Blocks.
   *
   * @param largest no chunk is larger; there are two at most, one being written and the next one
   * @param came called for each chunk, before it is sent
   */
  void read(int largest, Runnable came) throws InterruptedException {
    try {
      var in = socket.getInputStream();
      var buffer = new byte[Math.min(SMALL, largest)];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        came.run();
        var _ = chunks.sendOrClosed(new Chunk(buffer, n));
        if (n == buffer.length && n < largest) {
          buffer = new byte[Math.min(2 * n, largest)]; // it sends a lot: fewer, larger steps
        }
      }
      chunks.doneOrClosed();
    } catch (IOException lost) {
      chunks.errorOrClosed(lost);
    }
  }

  /** Whether nothing is on its way to the reader; does not block. */
  boolean nothingToRead() {
    try {
      return socket.getInputStream().available() == 0;
    } catch (IOException closed) {
      return true;
    }
  }

  /** Ends the input as if the client had; a chunk that waits to be received still is. */
  void endInput() {
    chunks.doneOrClosed();
  }

  /** For whoever receives: what comes from now on, or waits to be received, is dropped. */
  void listenNoMore() throws InterruptedException {
    chunks.errorOrClosed(new IOException("nobody listens any more"));
    while (!(chunks.receiveOrClosed() instanceof ChannelClosed)) {
      // It was done before, with a last chunk on its way.
    }
  }
}
