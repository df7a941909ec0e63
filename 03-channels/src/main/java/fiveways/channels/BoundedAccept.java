package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Actor.noReply;
import static fiveways.channels.engine.Event.Signal.STOP;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.Actor;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Event.Ended;
import fiveways.channels.engine.LineReader;
import fiveways.channels.engine.Listener;
import fiveways.channels.engine.Sockets;
import fiveways.channels.engine.Stop;
import fiveways.channels.engine.Stopped;
import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Scenario 2, for a server: accept a client, but not for ever.
 *
 * <p>An actor that waits for a client is deaf, and to close the listener under it would be the end
 * of the listener. So no operation tells it to stop: it belongs to the acceptor, and sends each
 * client over a channel without a buffer. An operation selects on that channel and on stop. Either
 * they have met, or nothing has happened: a client whom no operation wants stays with the sender,
 * until the next one comes, and the others wait in the kernel's backlog.
 *
 * <p>What it costs: two actors for each acceptor. Look next at {@link BoundedRead}, which is the
 * same idea for a read, and at 01 and 04: what is a channel here, they had to write first.
 */
public final class BoundedAccept implements Acceptor<Behaviour> {
  private final ActorSystem actors;
  private final Listener listener;
  private final Channel<Socket> guests = Channel.newRendezvousChannel();
  private final Actor owner;

  /**
   * Listens when this returns; does not block.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public BoundedAccept(InetSocketAddress address, ActorSystem actors) throws IOException {
    this.actors = actors;
    actors.assertOpen();
    listener = new Listener(address, OptionalInt.empty());
    try {
      owner = actors.open("acceptor", noReply(this::own));
    } catch (IllegalStateException closedMeanwhile) {
      listener.close();
      throw closedMeanwhile;
    }
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  // tag::bounded[]
  @Override
  public Behaviour acceptOne() {
    return stop -> {
      var came = guests.receiveClause(Optional::of);
      var nobody = Optional.<Socket>empty(); // if both have come, stop goes before a guest
      var guest =
          select(stop.heard(() -> nobody), owner.stopped(() -> nobody), came)
              .orElseThrow(() -> new Stopped("a client came"));
      var talk = actors.start("welcome", _ -> welcome(guest));
      var first = select(talk.end(), stop.heard(), owner.stopped(() -> STOP));
      if (first instanceof Ended(var how)) {
        return how.orThrow();
      }
      Sockets.close(guest);
      return talk.awaitEnd().orThrow();
    };
  }

  // end::bounded[]

  private static Reply welcome(Socket guest) throws IOException {
    try (guest) {
      var in = guest.getInputStream();
      var line = new LineReader(in).line();
      guest.getOutputStream().write(("WELCOME " + line.text() + "\n").getBytes(ISO_8859_1));
      var _ = in.skip(in.available()); // left unread, it would make the close a reset
      return line;
    }
  }

  /** The one that waits for clients, and hears nothing while it does. */
  // tag::bounded[]
  private void acceptAll(Stop stop) throws IOException, InterruptedException {
    while (true) {
      var guest = listener.accept(); // until the owner closes it
      if (!select(guests.sendClause(guest, () -> true), stop.heard(() -> false))) {
        guest.close();
      }
    }
  }

  // end::bounded[]

  /** The one that hears, and has the closing of the listener. */
  private void own(Stop stop) throws IOException, InterruptedException {
    var accepting = actors.start("accept", noReply(_ -> acceptAll(stop)));
    select(stop.heard());
    listener.close();
    accepting.awaitEnd();
  }

  @Override
  public void close() {
    owner.close();
  }
}
