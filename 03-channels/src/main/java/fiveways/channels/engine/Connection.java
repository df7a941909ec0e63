package fiveways.channels.engine;

import static fiveways.channels.engine.Input.Signal.END;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.Input.Chunk;
import java.io.IOException;
import java.net.Socket;

/**
 * A client's socket, which is shared out between three actors: one has the input ({@link #read}),
 * one the output ({@link Client}), and the {@link Door} alone may close it. What was read goes to
 * the second over a channel without a buffer: as long as that one cannot write, no more is read.
 *
 * @param input what was read, and then its end
 * @param ended said when the input is to be taken for ended
 * @param acceptedAt by {@link System#nanoTime}
 */
record Connection(Socket socket, Channel<Input> input, Stop ended, long acceptedAt) {

  /** What an idle client costs in buffers; a busy one's grows. */
  private static final int SMALL = 512;

  Connection(Socket accepted) {
    this(accepted, Channel.newRendezvousChannel(), new Stop(), System.nanoTime());
  }

  /**
   * Reads until the client ends its output, and sends that, too. Blocks, also while nobody
   * receives.
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
        input.send(new Chunk(buffer, n));
        if (n == buffer.length && n < largest) {
          buffer = new byte[Math.min(2 * n, largest)]; // it sends a lot: fewer, larger steps
        }
      }
    } catch (IOException lost) {
      // That is an end, too; whoever writes to it will find out.
    }
    input.send(END);
  }

  /** Whether nothing is on its way to the reader; does not block. */
  boolean nothingToRead() {
    try {
      return socket.getInputStream().available() == 0;
    } catch (IOException closed) {
      return true;
    }
  }

  /** The input is over as if the client had ended it; a chunk that waits is still received. */
  void endInput() {
    ended.say();
  }
}
