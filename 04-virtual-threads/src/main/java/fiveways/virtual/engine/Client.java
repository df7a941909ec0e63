package fiveways.virtual.engine;

import fiveways.contract.api.Line;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client of a server. Its input is read by the thread that serves it; its output may be written
 * to by any thread, one after the other, because the server itself ends it from outside when it
 * closes.
 */
public final class Client implements AutoCloseable {
  private final Socket socket;
  private final Duration grace;
  private final long acceptedAt = System.nanoTime();
  private final Input input;
  private final OutputStream output = new WholeWrites();
  // Fair: a thread that writes in a loop would else take the turn again before the next one wakes.
  private final ReentrantLock turn = new ReentrantLock(true);

  Client(Socket socket, Duration grace) {
    this.socket = socket;
    this.grace = grace;
    this.input = new Input(socket);
  }

  void configure(ServerSettings settings) throws IOException {
    socket.setTcpNoDelay(true);
    if (settings.socketBuffer().isPresent()) {
      socket.setSendBufferSize(settings.socketBuffer().getAsInt());
    }
  }

  String name() {
    return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
  }

  /** Nanoseconds since it was accepted. */
  public long age() {
    return System.nanoTime() - acceptedAt;
  }

  /** Reads block as a socket's do, and fail once the thread has been interrupted. */
  public InputStream input() {
    return input;
  }

  /** From now on a read that waits so long fails with {@link java.net.SocketTimeoutException}. */
  public void limitSilence(Duration limit) {
    input.limitSilence(limit);
  }

  /** Each write waits for its {@link #turn}, and then blocks as a socket's does. */
  public OutputStream output() {
    return output;
  }

  /**
   * Waits until nobody else writes; from then on nobody else does, until the turn is closed.
   *
   * @throws InterruptedException if interrupted while waiting
   */
  public Turn turn() throws InterruptedException {
    turn.lockInterruptibly();
    return new Turn();
  }

  /** Who has it, writes. After the end of output, what is written goes nowhere. */
  public final class Turn implements AutoCloseable {
    private Turn() {}

    public void write(Line line) throws IOException {
      var bytes = line.bytes();
      write(bytes, 0, bytes.length);
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
      if (!socket.isOutputShutdown()) {
        socket.getOutputStream().write(bytes, offset, length);
      }
    }

    private void end() throws IOException {
      if (!socket.isOutputShutdown()) {
        socket.shutdownOutput();
      }
    }

    @Override
    public void close() {
      turn.unlock();
    }
  }

  /** Once the client has ended its output: ends ours, after what is still being written. */
  public void leave() throws IOException, InterruptedException {
    try (this;
        var turn = turn()) {
      turn.end();
    }
  }

  /** Ends the connection: with a last word, if there is one. */
  public void leave(Optional<Line> lastWord) throws IOException, InterruptedException {
    if (lastWord.isPresent()) {
      leave(lastWord.get());
    } else {
      leave();
    }
  }

  /**
   * Has a last word with a client that has not ended: the line, end of output, and then its input
   * is discarded until it ends too, because a close with unread bytes would be a reset, which can
   * overtake the last word. All of that within the grace period; then the connection is cut off.
   */
  public void leave(Line lastWord) throws InterruptedException {
    try (var scope =
        StructuredTaskScope.open(
            Joiner.awaitAll(),
            config -> config.withTimeout(grace).withThreadFactory(Served.by("farewell")))) {
      scope.fork(() -> farewell(lastWord));
      scope.join();
    } catch (StructuredTaskScope.TimeoutException cutOff) {
      // The farewell was interrupted, wherever it waited; the close below frees who it waited for.
    } finally {
      close();
    }
  }

  private boolean farewell(Line lastWord) throws IOException, InterruptedException {
    input.forgetSilence();
    try (var turn = turn()) {
      turn.write(lastWord);
      turn.end();
    }
    return input.discard();
  }

  /**
   * Ends the output if the client is idle and has been for so long; else, or if it has been ended,
   * does nothing. Does not block. (To end the input instead would wake the reader, but throw away
   * what comes after, and answer it with a reset.)
   */
  void endIfIdleSince(long nanoTime) {
    if (!socket.isOutputShutdown() && input.idleSince(nanoTime) && turn.tryLock()) {
      try (var mine = new Turn()) {
        mine.end();
      } catch (IOException gone) {
        // then its thread will notice
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket that cannot be closed", e);
    }
  }

  private final class WholeWrites extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try (var turn = turn()) {
        turn.write(bytes, offset, length);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted before its turn to write");
      }
    }
  }
}
