package fiveways.channels.engine;

import static com.softwaremill.jox.Select.select;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.SelectClause;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/**
 * Writes to a peer what is offered to it, one thing after the other, over a channel without a
 * buffer: what was taken is being written, and what is still offered may be changed. The actor that
 * writes waits at the socket, where it is deaf; so whoever tells it to stop closes the socket as
 * well.
 */
public final class Outlet {

  private record Piece(byte[] bytes, boolean last) {}

  private final Socket socket;
  private final Channel<Piece> pieces = Channel.newRendezvousChannel();

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
      socket.getOutputStream().write(next.get().bytes());
      if (next.get().last()) {
        socket.shutdownOutput();
        var in = socket.getInputStream();
        var _ = in.skip(in.available()); // left unread, it would make the close a reset
        return;
      }
    }
  }

  private Optional<Piece> next(Stop stop) throws InterruptedException {
    return select(pieces.receiveClause(Optional::of), stop.heard(Optional::<Piece>empty));
  }

  /**
   * For a {@code select}: that nothing is being written any more, and this was taken.
   *
   * @param meaning what that means there
   */
  public <E> SelectClause<E> takes(byte[] bytes, E meaning) {
    return pieces.sendClause(new Piece(bytes, false), () -> meaning);
  }

  /** The same with what is the last. */
  public <E> SelectClause<E> takesTheLast(byte[] bytes, E meaning) {
    return pieces.sendClause(new Piece(bytes, true), () -> meaning);
  }
}
