package fiveways.channels.engine;

import static com.softwaremill.jox.Select.select;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.SelectClause;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/**
 * Writes to a peer what it is given, one thing after the other, and asks for each: so what it gets
 * is made when it can be written, and not before. The actor that writes waits at the socket, where
 * it is deaf; so whoever tells it to stop closes the socket as well.
 */
public final class Outlet {

  private enum Ask {
    FOR_MORE
  }

  private static final class Piece {
    private final byte[] bytes;
    private final boolean last;

    Piece(byte[] bytes, boolean last) {
      this.bytes = bytes;
      this.last = last;
    }
  }

  private final Socket socket;
  private final Channel<Ask> asks = Channel.newRendezvousChannel();

  /** With room for the one thing that was asked for. */
  private final Channel<Piece> given = Channel.newBufferedChannel(1);

  /** Has the socket's output from when it is connected. */
  public Outlet(Socket socket) {
    this.socket = socket;
  }

  /**
   * What its actor does: writes until it has written the last thing and ended the output, or until
   * it hears stop.
   *
   * @throws IOException if the connection failed
   */
  public void write(Stop stop) throws IOException, InterruptedException {
    socket.setTcpNoDelay(true); // it is to be seen when it is written, not with the next
    for (var next = next(stop); next.isPresent(); next = next(stop)) {
      socket.getOutputStream().write(next.get().bytes);
      if (next.get().last) {
        socket.shutdownOutput();
        var in = socket.getInputStream();
        var _ = in.skip(in.available()); // left unread, it would make the close a reset
        return;
      }
    }
  }

  private Optional<Piece> next(Stop stop) throws InterruptedException {
    boolean goesOn = select(asks.sendClause(Ask.FOR_MORE, () -> true), stop.heard(() -> false));
    return goesOn
        ? select(given.receiveClause(Optional::of), stop.heard(Optional::<Piece>empty))
        : Optional.empty();
  }

  /** For a {@code select}: that it can write, and asks for something, which then is owed to it. */
  public <E> SelectClause<E> asks(E meaning) {
    return asks.receiveClause(_ -> meaning);
  }

  /**
   * What it has asked for; does not block.
   *
   * @param last whether the output ends after it
   */
  public void give(byte[] bytes, boolean last) throws InterruptedException {
    given.send(new Piece(bytes, last));
  }
}
