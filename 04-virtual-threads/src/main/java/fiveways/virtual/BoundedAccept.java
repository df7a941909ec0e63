package fiveways.virtual;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.virtual.engine.Handover;
import fiveways.virtual.engine.Lifetime;
import fiveways.virtual.engine.LineReader;
import fiveways.virtual.engine.Listener;
import fiveways.virtual.engine.Root;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scenario 2, for a server: accept a client, but not for ever.
 *
 * <p>Not by {@code within} around {@code accept}: the interrupt that wakes it closes the listener.
 * So the accepting belongs to a thread that nobody interrupts, and an operation waits where an
 * interrupt destroys nothing: at a hand-over. Who has not been taken yet waits there for the next
 * operation; the others wait in the kernel's backlog.
 *
 * <p>What it costs: a thread for each acceptor, and a meeting place that a model whose cancel
 * closes nothing (05) does not need. Look next at {@link BoundedRead}, which is the same idea for a
 * read.
 */
public final class BoundedAccept implements Acceptor<Callable<Reply>> {
  private final Lifetime lifetime;
  private final Listener listener;
  private final Handover<Guest> arrivals = new Handover<>();
  private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
  private final Root root;

  /**
   * Listens when this returns; does not block.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public BoundedAccept(InetSocketAddress address, Lifetime lifetime) throws IOException {
    this.lifetime = lifetime;
    this.listener = new Listener(address, OptionalInt.empty());
    this.root = Root.start("acceptor " + listener.address(), this::acceptAll);
    lifetime.hold(this, this::close);
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  // tag::bounded[]
  @Override
  public Callable<Reply> acceptOne() {
    return () -> {
      try (var guest = arrivals.take()) { // an interrupt here closes nothing
        var in = guest.socket.getInputStream();
        var line = new LineReader(in).line();
        guest.socket.getOutputStream().write(welcome(line));
        var _ = in.skip(in.available()); // left unread, it would make the close a reset
        return line;
      }
    };
  }

  // end::bounded[]

  // tag::bounded[]
  private void acceptAll() throws InterruptedException {
    try (listener) {
      while (true) {
        arrivals.give(new Guest(listener.accept())); // only close() interrupts it
      }
    } catch (IOException closed) {
      // by close(), or by its interrupt
    } finally {
      arrivals.end(() -> new IOException("the acceptor is closed"));
    }
  }

  // end::bounded[]

  private static byte[] welcome(Line line) {
    return ("WELCOME " + line.text() + "\n").getBytes(ISO_8859_1);
  }

  @Override
  public void close() {
    root.close();
    guests.forEach(Guest::close);
    lifetime.forget(this);
  }

  /** Somebody who has been accepted; known until gone, so that closing finds who is still here. */
  private final class Guest implements AutoCloseable {
    final Socket socket;

    Guest(Socket socket) {
      this.socket = socket;
      guests.add(this);
    }

    @Override
    public void close() {
      guests.remove(this);
      try {
        socket.close();
      } catch (IOException e) {
        // The descriptor is gone all the same.
      }
    }
  }
}
