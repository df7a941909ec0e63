package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/**
 * One client of a {@link ScriptedPeer}, as the peer sees it. Everything that arrives is recorded at
 * once by a thread of its own, whether or not the script reads it, and so is the end.
 */
public final class PeerConnection implements AutoCloseable {

  /** How the client's side of the connection looks from here. */
  public enum State {
    OPEN,
    /** End of stream: the client closed, or ended its output. */
    ENDED,
    RESET
  }

  private final Socket socket;
  private final long acceptedAt = System.nanoTime();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private int read;
  private State state = State.OPEN;
  private long endedAt;

  PeerConnection(Socket socket) {
    this.socket = socket;
    try {
      socket.setTcpNoDelay(true);
    } catch (IOException gone) {
      // Its end is recorded like any other.
    }
    Thread.ofVirtual().name("tck-peer-record").start(this::record);
  }

  /** When it was accepted, by {@link System#nanoTime}. */
  public long acceptedAt() {
    return acceptedAt;
  }

  /** When its end was seen, by {@link System#nanoTime}; only meaningful once it has ended. */
  public synchronized long endedAt() {
    return endedAt;
  }

  public synchronized State state() {
    return state;
  }

  /** Whether end of stream or a reset has been seen. */
  public boolean ended() {
    return state() != State.OPEN;
  }

  /** Everything that has arrived so far, one char per byte. */
  public synchronized String received() {
    return received.toString(ISO_8859_1);
  }

  /**
   * The next line for the script, without its line feed; blocks until it is there.
   *
   * @throws EOFException if the client's output ends before a whole line
   */
  public synchronized String readLine() throws EOFException, InterruptedException {
    while (true) {
      int end = received().indexOf('\n', read);
      if (end >= 0) {
        var line = received().substring(read, end);
        read = end + 1;
        return line;
      }
      if (state != State.OPEN) {
        throw new EOFException("the client's output has ended");
      }
      wait();
    }
  }

  /** Blocks until the client's end is seen. */
  public synchronized void awaitEnd() throws InterruptedException {
    while (state == State.OPEN) {
      wait();
    }
  }

  /**
   * What is sent and not taken yet waits in so many bytes, and not in as many as the kernel likes.
   */
  void setSendBuffer(int bytes) throws IOException {
    socket.setSendBufferSize(bytes);
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends text as it is, one byte per char; nothing is added. */
  public void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Closes with a reset instead of an orderly end. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Closes; bytes that nobody has read make it a reset. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void record() {
    var chunk = new byte[8192];
    try {
      for (int n; (n = socket.getInputStream().read(chunk)) >= 0; ) {
        arrived(chunk, n);
      }
      end(State.ENDED);
    } catch (IOException reset) {
      end(State.RESET);
    }
  }

  private synchronized void arrived(byte[] chunk, int n) {
    received.write(chunk, 0, n);
    notifyAll();
  }

  private synchronized void end(State how) {
    state = how;
    endedAt = System.nanoTime();
    notifyAll();
  }
}
