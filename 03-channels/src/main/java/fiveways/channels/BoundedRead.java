package fiveways.channels;

import static fiveways.channels.engine.Actor.noReply;
import static fiveways.channels.engine.Event.Signal.STOP;
import static fiveways.channels.engine.Selects.select;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.Actor;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.LineReader;
import fiveways.channels.engine.Sockets;
import fiveways.channels.engine.Stop;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Peer;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/**
 * Scenario 2, on a connection that stays open: read a line, but not for ever, and lose nothing.
 *
 * <p>An actor that waits at a socket is deaf, so it is never told to stop: it belongs to the
 * connection, keeps the half of a line that has come, and sends whole ones over a channel without a
 * buffer. An operation selects on that channel and on stop, and what it has not received is still
 * the sender's. The sender reads one line ahead and what came with it in one piece, no more: then
 * the kernel slows the peer down. When there will be no more lines the channel is closed, and with
 * what error, everybody hears who asks.
 *
 * <p>What it costs: two actors for each connection, for as long as it is open. Look next at the
 * same file in {@code 01-blocking-threads}.
 */
public final class BoundedRead implements LineConnection<Behaviour> {
  private final ActorSystem actors;
  private final Socket socket = new Socket();
  private final Channel<Line> lines = Channel.newRendezvousChannel();
  private final Actor owner;

  /**
   * Blocks until connected.
   *
   * @throws IOException if the peer cannot be reached
   * @throws InterruptedException if the caller was interrupted; nothing stays behind
   */
  public BoundedRead(Peer peer, ActorSystem actors) throws IOException, InterruptedException {
    this.actors = actors;
    var connected = Channel.<Peer>newBufferedChannel(1);
    owner = actors.open("connection", noReply(stop -> own(peer, connected, stop)));
    try {
      select(peer, connected.receiveClause());
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  // tag::bounded[]
  @Override
  public Behaviour readLine() {
    return stop ->
        select(Optional.<Line>empty(), lines.receiveClause(Optional::of), stop.heard())
            .orElseThrow(() -> new IOException("stopped before a line came"));
  }

  /** The one that waits at the socket, and hears nothing. */
  private void readAll() throws InterruptedException {
    try {
      var reader = new LineReader(socket.getInputStream()); // keeps the half of a line
      while (lines.sendOrClosed(reader.line()) == null) {
        // sent; the next one is read ahead
      }
    } catch (IOException end) {
      lines.errorOrClosed(end);
    }
  }

  // end::bounded[]

  /** The one that hears, and has the closing of the socket. */
  private void own(Peer peer, Channel<Peer> connected, Stop stop)
      throws IOException, InterruptedException {
    var reader =
        actors.start(
            "read",
            noReply(_ -> {
              connect(peer, connected);
              readAll();
            }));
    select(STOP, stop.heard());
    lines.errorOrClosed(new IOException("the connection is closed"));
    Sockets.close(socket);
    reader.awaitEnd();
  }

  private void connect(Peer peer, Channel<Peer> connected)
      throws IOException, InterruptedException {
    try {
      socket.connect(peer.address());
    } catch (IOException unreachable) {
      connected.error(unreachable);
      throw unreachable;
    }
    connected.send(peer);
  }

  @Override
  public void close() {
    owner.close();
  }
}
