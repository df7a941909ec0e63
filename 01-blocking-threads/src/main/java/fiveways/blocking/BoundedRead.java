package fiveways.blocking;

import fiveways.blocking.engine.Handover;
import fiveways.blocking.engine.LineReader;
import fiveways.blocking.engine.Opened;
import fiveways.blocking.engine.Threads;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.LineTooLongException;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;

/**
 * Scenario 2, on a connection that stays: give up a read, and lose nothing.
 *
 * <p>A read that has blocked is ended from outside only by closing its socket, and then there is no
 * connection. And where it stopped in the middle of a line, somebody must keep the half. So the
 * reading belongs to a thread that is never cancelled; it owns the half-read line and hands over
 * whole ones, and an operation waits at the hand-over, where giving up is harmless. (Only a line
 * that was taken just as the deadline passed goes with the operation that is told to be late.) It
 * reads one line ahead and what came with it in one piece, no more: then the kernel slows the peer
 * down.
 *
 * <p>What it costs: a thread for each connection, for as long as it is open. Look next at the same
 * file in {@code 04-virtual-threads}.
 */
public final class BoundedRead implements LineConnection<Call> {
  private final Socket socket;
  private final Handover<Line> lines = new Handover<>();
  private final Thread reading;
  private final Opened opened;

  /** Takes over a connected socket; {@code opened} is told when this is closed. */
  public BoundedRead(Socket socket, Opened opened) {
    this.socket = socket;
    this.opened = opened;
    reading = Threads.start("read", this::readAll);
  }

  // tag::bounded[]
  @Override
  public Call readLine() {
    return lines::take; // gives up without touching the socket
  }

  // end::bounded[]

  /** The one thread that reads; the peer's end and {@link #close} end it. */
  // tag::bounded[]
  private void readAll() {
    try {
      var reader = new LineReader(socket.getInputStream());
      while (lines.awaitRoom()) { // until the connection is closed
        lines.put(new Line(reader.require()));
      }
    } catch (EOFException e) {
      lines.end(() -> new EOFException(e.getMessage()));
    } catch (LineTooLongException e) {
      lines.end(LineTooLongException::new);
    } catch (IOException e) {
      lines.end(() -> new IOException("the connection is lost: " + e.getMessage(), e));
    }
  }

  // end::bounded[]

  @Override
  public void close() {
    lines.abandon(() -> new IOException("the connection is closed"));
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
    Threads.join(reading);
    opened.remove(this);
  }
}
