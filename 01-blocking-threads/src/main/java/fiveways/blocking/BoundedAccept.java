package fiveways.blocking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.blocking.engine.CancelScope;
import fiveways.blocking.engine.Handover;
import fiveways.blocking.engine.LineReader;
import fiveways.blocking.engine.Listener;
import fiveways.blocking.engine.Opened;
import fiveways.blocking.engine.Threads;
import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Line;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.OptionalInt;

/**
 * Scenario 2, for a server: accept a client, but not for ever.
 *
 * <p>Once {@code accept} has blocked, only closing the listener ends it from outside, and then
 * there is none. (A timeout set beforehand ends it, too, and keeps the listener; but then accepting
 * has to know of the deadline, as {@link RecalculatedDeadline} does.) So the accepting belongs to a
 * thread that is never cancelled, and an operation waits where giving up is harmless: at a
 * hand-over. The thread accepts one client ahead and no more; the others wait in the kernel's
 * backlog.
 *
 * <p>What it costs: a thread for each acceptor, and a client that is accepted before anybody wants
 * it. Look next at {@link BoundedRead}, which is the same idea for a read.
 */
public final class BoundedAccept implements Acceptor<Call> {

  /** A client that has come. Until an operation is done with it, closing the acceptor ends it. */
  private record Guest(Socket socket, CancelScope.Held held) {}

  private final Listener listener;
  private final Handover<Guest> guests = new Handover<>();
  private final CancelScope open = new CancelScope();
  private final Thread accepting;
  private final Opened opened;

  /** Listens from here on; {@code opened} is told when this is closed. */
  public BoundedAccept(InetSocketAddress address, Opened opened) throws IOException {
    this.opened = opened;
    listener = new Listener(address, OptionalInt.empty());
    open.hold(listener);
    open.hold(() -> guests.abandon(() -> new IOException("the acceptor is closed")));
    accepting = Threads.start("accept", this::acceptAll);
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  // tag::bounded[]
  @Override
  public Call acceptOne() {
    return scope -> {
      var guest = guests.take(scope); // gives up without touching the listener
      try (var socket = guest.socket();
          var _ = guest.held();
          var _ = scope.hold(socket)) {
        var in = socket.getInputStream();
        var line = new LineReader(in).require();
        socket.getOutputStream().write(("WELCOME " + line + "\n").getBytes(ISO_8859_1));
        var _ = in.skip(in.available()); // left unread, it would make the close a reset
        return new Line(line);
      }
    };
  }

  // end::bounded[]

  /** The one thread that accepts; only {@link #close} ends it. */
  // tag::bounded[]
  private void acceptAll() {
    try {
      while (guests.awaitRoom()) {
        var socket = listener.accept();
        guests.put(new Guest(socket, open.hold(socket)));
      }
    } catch (IOException closed) {
      // Nobody else closes the listener.
    }
  }

  // end::bounded[]

  @Override
  public void close() {
    open.cancel();
    Threads.join(accepting);
    opened.remove(this);
  }
}
