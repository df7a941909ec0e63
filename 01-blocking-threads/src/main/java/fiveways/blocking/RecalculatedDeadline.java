package fiveways.blocking;

import fiveways.blocking.engine.Deadline;
import fiveways.blocking.engine.LineReader;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The other right way to bound this one operation: no alarm and no second thread, but before each
 * call that may block, the time that is left is worked out anew and given to it. This is what
 * careful libraries do inside.
 *
 * <p>What it cannot do: bound anything from outside. The deadline is a parameter of the operation,
 * and of every stream and helper in it; what was written without one cannot be given one. It works
 * only for calls that take a timeout: Java's blocking write does not (here the request is short
 * enough for the kernel to take it at once), and the longest it can say is 24 days. And nobody can
 * cancel it early.
 */
public final class RecalculatedDeadline {

  /**
   * Connects, writes, reads one line. Blocks the caller, at most until the deadline; an interrupt
   * is not noticed.
   *
   * @throws TimeoutException if the deadline passed, never before it has
   * @throws IllegalArgumentException if the deadline is zero or negative
   */
  public Reply ask(Peer peer, String line, Duration limit) throws IOException, TimeoutException {
    // tag::bounded[]
    var deadline = Deadline.in(Settings.positive("deadline", limit));
    try (var socket = new Socket()) {
      socket.connect(peer.address(), millisLeft(deadline));
      socket.getOutputStream().write(new Line(line).bytes());
      var reply = Line.reply(new LineReader(new Bounded(socket, deadline)).require());
      if (deadline.passed()) {
        throw deadline.exceeded();
      }
      return reply;
    } catch (SocketTimeoutException e) {
      throw deadline.exceeded();
    }
    // end::bounded[]
  }

  /** Each read gets only the time that is left: however the peer drips, all of it is bounded. */
  private static final class Bounded extends InputStream {
    private final Socket socket;
    private final Deadline deadline;

    Bounded(Socket socket, Deadline deadline) {
      this.socket = socket;
      this.deadline = deadline;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      socket.setSoTimeout(millisLeft(deadline));
      return socket.getInputStream().read(into, offset, length);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
  }

  /** Rounded up, because a timeout may not be early and because zero would mean for ever. */
  private static int millisLeft(Deadline deadline) throws SocketTimeoutException {
    long left = deadline.remaining();
    if (left <= 0) {
      throw new SocketTimeoutException("no time left");
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(left - 1) + 1;
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }
}
