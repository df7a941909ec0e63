package fiveways.channels.engine;

import static com.softwaremill.jox.Select.select;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.SelectClause;
import fiveways.contract.api.Line;
import java.io.IOException;
import java.net.Socket;
import java.util.function.Function;

/**
 * The lines of a peer, over a channel without a buffer: as long as nobody receives, no more is
 * read. The actor that reads waits at the socket, where it is deaf; so whoever tells it to stop
 * closes the socket as well.
 */
public final class Inlet {
  private final Socket socket;
  private final Channel<Line> lines = Channel.newRendezvousChannel();

  /** Has the socket's input from when it is connected. */
  public Inlet(Socket socket) {
    this.socket = socket;
  }

  /**
   * What its actor does: reads until the peer has ended its output, or until it hears stop. By then
   * every line has been received.
   *
   * @throws IOException if the connection failed, or a line is too long
   */
  public void read(Stop stop) throws IOException, InterruptedException {
    var reader = new LineReader(socket.getInputStream());
    boolean goesOn = true;
    while (goesOn) {
      var line = reader.next();
      goesOn =
          line.isPresent()
              && select(lines.sendClause(line.get(), () -> true), stop.heard(() -> false));
    }
  }

  /** For a {@code select}: the next line. */
  public <E> SelectClause<E> comes(Function<Line, ? extends E> meaning) {
    return lines.receiveClause(meaning::apply);
  }
}
