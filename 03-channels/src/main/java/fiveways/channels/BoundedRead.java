package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Actor.noReply;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.Actor;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.LineReader;
import fiveways.channels.engine.Sockets;
import fiveways.channels.engine.Stop;
import fiveways.contract.api.Failed;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/**
 * Scenario 2, on a connection that stays open: read a line, but not for ever, and lose nothing.
 *
 * <p>An actor that waits at a socket is deaf, so no operation tells it to stop: it belongs to the
 * connection, keeps the half of a line that has come, and sends whole ones over a channel without a
 * buffer. An operation selects on that channel and on stop, and what it has not received is still
 * the sender's. The sender reads one line ahead and what came with it in one piece, no more: then
 * the kernel slows the peer down. When there will be no more lines, why is what it sends instead,
 * to everybody who asks. (Only a line that came just as the deadline passed goes with the operation
 * that is told to be late.)
 *
 * <p>What it costs: two actors for each connection, for as long as it is open. Look next at the
 * same file in {@code 01-blocking-threads}.
 */
public final class BoundedRead implements LineConnection<Behaviour> {
  private final ActorSystem actors;
  private final Socket socket = new Socket();
  private final Channel<Outcome> lines = Channel.newRendezvousChannel();
  private final Actor owner;

  /**
   * Blocks until connected.
   *
   * @throws IOException if the peer cannot be reached
   * @throws InterruptedException if the caller was interrupted; nothing stays behind
   */
  public BoundedRead(Peer peer, ActorSystem actors) throws IOException, InterruptedException {
    this.actors = actors;
    var connected = Channel.<Optional<IOException>>newBufferedChannel(1);
    owner = actors.open("connection", noReply(stop -> own(peer, connected, stop)));
    try {
      var failure = connected.receive();
      if (failure.isPresent()) {
        throw failure.get();
      }
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  // tag::bounded[]
  @Override
  public Behaviour readLine() {
    return stop ->
        select(
                stop.heard(() -> failed("stopped before a line came")), // comes first
                owner.stopped(() -> failed("the connection is closed")),
                lines.receiveClause(BoundedRead::anew))
            .orThrow();
  }

  /** The one that waits at the socket, and hears nothing while it does. */
  private void readAll(Stop stop) throws IOException, InterruptedException {
    var reader = new LineReader(socket.getInputStream()); // keeps the half of a line
    var next = read(reader);
    while (select(stop.heard(() -> false), lines.sendClause(next, () -> true))) {
      next = next instanceof Failed ? next : read(reader); // one ahead; an end is for all
    }
  }

  // end::bounded[]

  /** The one that hears, and has the closing of the socket. */
  private void own(Peer peer, Channel<Optional<IOException>> connected, Stop stop)
      throws InterruptedException {
    var reader =
        actors.start(
            "read",
            noReply(_ -> {
              var failure = connect(peer);
              connected.send(failure);
              if (failure.isEmpty()) {
                readAll(stop);
              }
            }));
    select(stop.heard());
    Sockets.close(socket);
    reader.awaitEnd();
  }

  private Optional<IOException> connect(Peer peer) {
    try {
      socket.connect(peer.address());
      return Optional.empty();
    } catch (IOException unreachable) {
      return Optional.of(unreachable);
    }
  }

  private static Outcome read(LineReader reader) {
    try {
      return reader.line();
    } catch (IOException end) {
      return new Failed(end);
    }
  }

  private static Outcome failed(String message) {
    return new Failed(new IOException(message));
  }

  /** The same failure for each who asks: one exception is not thrown in two threads. */
  private static Outcome anew(Outcome next) {
    return switch (next) {
      case Failed(EOFException end) -> new Failed(new EOFException(end.getMessage()));
      case Failed(LineTooLongException _) -> new Failed(new LineTooLongException());
      case Failed(Exception end) -> new Failed(new IOException(end.getMessage(), end));
      case Reply line -> line;
    };
  }

  @Override
  public void close() {
    owner.close();
  }
}
