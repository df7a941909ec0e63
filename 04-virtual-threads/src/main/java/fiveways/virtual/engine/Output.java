package fiveways.virtual.engine;

import fiveways.contract.api.Line;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a client is sent. Any thread may write, one after the other, and no write is split by
 * another: the server itself ends the output from outside when it closes. After its end, what is
 * written goes nowhere; nobody could get it any more.
 */
public final class Output extends OutputStream {
  private final Socket socket;
  // Fair: a thread that writes in a loop would else be back before the next one is awake.
  private final ReentrantLock lock = new ReentrantLock(true);

  Output(Socket socket) {
    this.socket = socket;
  }

  /** Nobody else writes until it is closed. */
  public final class Turn implements AutoCloseable {
    private Turn() {}

    /** Blocks while the client does not read; an interrupt then closes the socket. */
    public void write(Line line) throws IOException {
      var bytes = line.bytes();
      write(bytes, 0, bytes.length);
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
      if (!ended()) {
        socket.getOutputStream().write(bytes, offset, length);
      }
    }

    /** Ends the output; what somebody writes later goes nowhere. */
    public void end() throws IOException {
      if (!ended()) {
        socket.shutdownOutput();
      }
    }

    @Override
    public void close() {
      lock.unlock();
    }
  }

  /**
   * Blocks until nobody else writes.
   *
   * @throws InterruptedException if interrupted before that
   */
  public Turn turn() throws InterruptedException {
    lock.lockInterruptibly();
    return new Turn();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Blocks for its turn, and then while the client does not read. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try (var turn = turn()) {
      turn.write(bytes, offset, length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before its turn to write");
    }
  }

  /** Whether it has ended. During a turn nobody else ends it. */
  public boolean ended() {
    return socket.isOutputShutdown();
  }

  /** Ends the output, unless somebody is just writing; does not block. */
  void endIfFree() {
    if (lock.tryLock()) {
      try (var turn = new Turn()) {
        turn.end();
      } catch (IOException gone) {
        // Then there is nobody left to tell, and its own thread will notice.
      }
    }
  }
}
