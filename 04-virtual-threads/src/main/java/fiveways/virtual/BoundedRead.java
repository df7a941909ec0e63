package fiveways.virtual;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.virtual.engine.Handover;
import fiveways.virtual.engine.Lifetime;
import fiveways.virtual.engine.LineReader;
import fiveways.virtual.engine.Root;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Scenario 2, on a connection that stays open: read a line, but not for ever, and lose nothing.
 *
 * <p>Not by {@code within} around {@code read}: the interrupt that wakes it closes the socket. So
 * the reading belongs to a thread that nobody interrupts, which keeps the half of a line that has
 * come, and an operation waits at the hand-over for a whole one. (Only a line that was taken just
 * as the deadline passed goes with the operation that is told to be late.) It reads one line ahead
 * and what came with it in one piece, no more: then the kernel slows the peer down.
 *
 * <p>What it costs: a thread for each connection, for as long as it is open. Look next at the same
 * file in {@code 01-blocking-threads}: there an interrupt is not heard, here it closes the socket,
 * and the way out is the same.
 */
public final class BoundedRead implements LineConnection<Callable<Reply>> {
  private final Lifetime lifetime;
  private final Socket socket = new Socket();
  private final Handover<Line> lines = new Handover<>();
  private final Root root;

  /**
   * Blocks until connected.
   *
   * @throws IOException if the peer cannot be reached
   * @throws InterruptedException if the caller was interrupted; nothing stays behind
   */
  public BoundedRead(Peer peer, Lifetime lifetime) throws IOException, InterruptedException {
    this.lifetime = lifetime;
    var connected = new FutureTask<>(() -> connect(peer));
    this.root =
        Root.start(
            "connection to " + peer.address(),
            () -> {
              connected.run();
              readAll(); // after a failed connect it ends at once: there is no input to get
            });
    lifetime.hold(this, this::close);
    await(connected);
  }

  private boolean connect(Peer peer) throws IOException {
    socket.connect(peer.address());
    return true;
  }

  private void await(FutureTask<?> connected) throws IOException, InterruptedException {
    try {
      connected.get();
    } catch (ExecutionException e) {
      close();
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      close();
      throw e;
    }
  }

  // tag::bounded[]
  @Override
  public Callable<Reply> readLine() {
    return lines::take; // an interrupt here closes nothing; the line is for the next one
  }

  private void readAll() throws InterruptedException {
    try {
      var reader = new LineReader(socket.getInputStream()); // keeps the half of a line
      while (true) {
        lines.give(reader.line()); // both may wait; nobody interrupts them but close()
      }
    } catch (IOException end) {
      lines.end(() -> again(end));
    }
  }

  // end::bounded[]

  /** The same failure for each who asks; one exception is not thrown in two threads. */
  private static IOException again(IOException end) {
    return switch (end) {
      case EOFException e -> new EOFException(e.getMessage());
      case LineTooLongException _ -> new LineTooLongException();
      default -> new IOException(end.getMessage(), end);
    };
  }

  @Override
  public void close() {
    lines.end(() -> new IOException("the connection is closed"));
    root.close();
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
    lifetime.forget(this);
  }
}
