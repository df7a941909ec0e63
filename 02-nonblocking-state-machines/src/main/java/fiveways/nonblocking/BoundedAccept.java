package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.Lifetime;
import fiveways.nonblocking.engine.LineBuffer;
import fiveways.nonblocking.engine.Listener;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Machine;
import fiveways.nonblocking.engine.StateMachine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Scenario 2, for a server: accept a client, but not for ever.
 *
 * <p>Nobody waits in {@code accept} here: the listener is told that a client is wanted, and says
 * when one is there. Whoever gives up wanting one is just no longer told. So the listener survives
 * by itself, and who comes while nobody wants a client waits in the kernel's backlog, not with us.
 *
 * <p>What it costs: a state for each place where this waits. Look next at {@link BoundedRead},
 * which is the same idea for a read; and at the same file in {@code 01-blocking-threads}, which
 * needs a thread of its own, and a place to meet it.
 */
public final class BoundedAccept implements Acceptor<Operation> {
  private final Lifetime lifetime;
  private final Listener listener;
  private final Desk desk = new Desk();
  private final Set<Visit> visits = new LinkedHashSet<>(); // the loop's
  private boolean closed; // the loop's

  /**
   * Listens when this returns.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public BoundedAccept(InetSocketAddress address, Lifetime lifetime) throws IOException {
    this.lifetime = lifetime;
    listener = new Listener(lifetime.loop(), address, OptionalInt.empty(), this::welcome);
    lifetime.admit(desk);
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  // tag::bounded[]
  @Override
  public Operation acceptOne() {
    return (loop, end) -> new Visit(loop, end);
  }

  /** Somebody has come; the listener tells us only while somebody is wanted. */
  private void welcome(SocketChannel guest) throws IOException {
    visits.stream().filter(Visit::wantsGuest).findFirst().orElseThrow().welcome(guest);
  }

  // end::bounded[]

  // tag::bounded[]
  private void lookWhoIsWanted() {
    if (closed) { // soon: no machine ends within its own start
      lifetime.loop().execute(() -> List.copyOf(visits).forEach(Visit::refused));
    } else if (visits.stream().anyMatch(Visit::wantsGuest)) {
      listener.want();
    } else {
      listener.enough(); // who comes now waits in the kernel's backlog
    }
  }

  // end::bounded[]

  @Override
  public void close() {
    lifetime.dismiss(desk);
  }

  private final class Desk implements Lifetime.Tenant {

    @Override
    public void enter() {} // nobody is wanted yet

    @Override
    public void leave() {
      closed = true;
      listener.close();
      lookWhoIsWanted();
      lifetime.left(this);
    }
  }

  /** Wants a guest, reads its line, answers: one run of {@link #acceptOne}. */
  private final class Visit extends StateMachine<Visit.State> implements Machine, Loop.Handler {
    // tag::bounded[]
    sealed interface State {}

    record Wanting() implements State {}

    record Reading(LineBuffer line) implements State {}

    record Answering(Line line, ByteBuffer rest) implements State {}

    record Ended(Outcome outcome) implements State {}

    // end::bounded[]

    private final Consumer<Outcome> end;
    private final Connection guest;

    Visit(Loop loop, Consumer<Outcome> end) {
      super(new Wanting());
      this.end = end;
      guest = new Connection(loop, this);
    }

    boolean wantsGuest() {
      return state() instanceof Wanting;
    }

    void welcome(SocketChannel channel) throws IOException {
      guest.accepted(channel, OptionalInt.empty());
      switch (state()) {
        case Wanting _ -> to(new Reading(new LineBuffer()));
        case Reading _, Answering _, Ended _ -> throw new IllegalStateException("who asked you?");
      }
    }

    // tag::bounded[]
    @Override
    public void ready() throws IOException {
      switch (state()) {
        case Reading(var read) -> {
          var line = guest.readLine(read);
          if (line.isPresent()) {
            var answer = ISO_8859_1.encode("WELCOME " + line.get().text() + "\n");
            to(new Answering(line.get(), answer));
          }
        }
        case Answering(var line, var rest) -> {
          if (guest.write(rest)) {
            guest.discard();
            to(new Ended(line));
          }
        }
        case Wanting _, Ended _ -> {}
      }
    }

    // end::bounded[]

    void refused() {
      failed(new IOException("the acceptor is closed"));
    }

    @Override
    public void failed(Exception cause) {
      switch (state()) {
        case Wanting _, Reading _, Answering _ -> to(new Ended(new Failed(cause)));
        case Ended _ -> {}
      }
    }

    // tag::bounded[]
    @Override
    public void cancel() {
      failed(cancellation().cause());
    }

    @Override
    protected void entered(State now) {
      switch (now) {
        case Wanting _ -> visits.add(this);
        case Reading _ -> guest.interestOps(OP_READ);
        case Answering _ -> guest.interestOps(OP_WRITE);
        case Ended(var outcome) -> {
          guest.close();
          visits.remove(this);
          end.accept(outcome);
        }
      }
      lookWhoIsWanted();
    }
    // end::bounded[]
  }
}
