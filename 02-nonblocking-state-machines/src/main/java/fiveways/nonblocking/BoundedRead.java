package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_READ;

import fiveways.contract.api.Failed;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.Lifetime;
import fiveways.nonblocking.engine.LineBuffer;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Machine;
import fiveways.nonblocking.engine.Runner;
import fiveways.nonblocking.engine.StateMachine;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Scenario 2, on a connection that stays: give up a read, and lose nothing.
 *
 * <p>The bytes belong to the connection, and the wait to the operation. To give up a read is to
 * take the interest in it back; the connection stays as it is, and the half of a line with it.
 * Nothing is read while nobody wants a line, and then no more than a line: the kernel slows the
 * peer down.
 *
 * <p>What it costs: next to nothing; here a wait and what is waited for have never been one thing.
 * (Only a line that came just as the deadline passed goes with the operation that is told to be
 * late.) Look next at the same file in {@code 01-blocking-threads}, where it takes a thread for
 * each connection.
 */
public final class BoundedRead implements LineConnection<Operation> {
  private final Lifetime lifetime;
  private final Source source;

  /**
   * Blocks until connected, while the loop connects it.
   *
   * @throws IOException if the peer cannot be reached
   * @throws InterruptedException if the caller was interrupted; nothing stays behind
   */
  public BoundedRead(Peer peer, Lifetime lifetime, Runner runner)
      throws IOException, InterruptedException {
    this.lifetime = lifetime;
    source = lifetime.admit(new Source(lifetime, runner.connect(peer)));
  }

  // tag::bounded[]
  @Override
  public Operation readLine() {
    return (_, end) ->
        new Machine() {
          @Override
          public void start() {
            source.want(end);
          }

          @Override
          public void cancel() {
            source.giveUp(end);
          }
        };
  }

  // end::bounded[]

  @Override
  public void close() {
    lifetime.dismiss(source);
  }

  /** The connection, with what has been read and not been taken. */
  private static final class Source extends StateMachine<Source.State>
      implements Loop.Handler, Lifetime.Tenant {
    // tag::bounded[]
    sealed interface State {}

    record Idle() implements State {}

    record Wanted(Consumer<Outcome> end) implements State {}

    record Lost(Exception cause) implements State {}

    // end::bounded[]

    private final Lifetime lifetime;
    private final Connection connection;
    private final LineBuffer lines = new LineBuffer(); // whoever gives up: the half line stays

    Source(Lifetime lifetime, Connection connection) {
      super(new Idle());
      this.lifetime = lifetime;
      this.connection = connection;
    }

    @Override
    public void enter() {
      connection.handler(this);
    }

    @Override
    public void leave() {
      failed(new IOException("the connection is closed"));
    }

    // tag::bounded[]
    void want(Consumer<Outcome> end) {
      switch (state()) {
        case Idle _ -> to(new Wanted(end));
        case Wanted _ -> tell(end, new Failed(new IOException("one read at a time")));
        case Lost(var cause) -> tell(end, new Failed(again(cause)));
      }
    }

    void giveUp(Consumer<Outcome> reader) {
      switch (state()) {
        case Wanted(var end) when end.equals(reader) -> { // not the read of somebody else
          tell(end, cancellation());
          to(new Idle()); // the connection does not notice
        }
        case Idle _, Wanted _, Lost _ -> {}
      }
    }

    // end::bounded[]

    // tag::bounded[]
    @Override
    public void ready() throws IOException {
      switch (state()) {
        case Wanted(var end) -> {
          var line = connection.readLine(lines);
          if (line.isPresent()) {
            tell(end, line.get());
            to(new Idle());
          }
        }
        case Idle _, Lost _ -> {}
      }
    }

    // end::bounded[]

    @Override
    public void failed(Exception cause) {
      switch (state()) {
        case Wanted(var end) -> {
          tell(end, new Failed(cause));
          to(new Lost(cause));
        }
        case Idle _ -> to(new Lost(cause));
        case Lost _ -> {}
      }
    }

    /** Soon, and not from within: who has just begun to want a line may have it at once. */
    private void tell(Consumer<Outcome> end, Outcome outcome) {
      lifetime.loop().execute(() -> end.accept(outcome));
    }

    /** The same failure for each who asks; one exception is not thrown in two threads. */
    private static Exception again(Exception cause) {
      return switch (cause) {
        case EOFException e -> new EOFException(e.getMessage());
        case LineTooLongException _ -> new LineTooLongException();
        default -> new IOException(cause.getMessage(), cause);
      };
    }

    // tag::bounded[]
    @Override
    protected void entered(State now) {
      switch (now) {
        case Idle _ -> connection.interestOps(0); // nobody wants a line, so none is read
        case Wanted _ -> {
          connection.interestOps(OP_READ);
          lifetime.loop().execute(this, this::ready); // it may be here already
        }
        case Lost _ -> {
          connection.close();
          lifetime.left(this);
        }
      }
    }
    // end::bounded[]
  }
}
