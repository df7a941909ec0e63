package fiveways.nonblocking.engine;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One accepted client of a server: the machine around the scenario's own, which is told of events
 * as long as the two talk. What comes after that is manners, and the same for every scenario.
 */
public final class Client extends StateMachine<Client.State> implements Loop.Handler {

  sealed interface State {}

  /** The conversation goes on; what is awaited is its own affair. */
  record Talking() implements State {}

  /** The last words are not out yet. */
  record Parting(ByteBuffer lastWords) implements State {}

  /**
   * Our output has ended; what still comes is dropped, since a close would answer it by a reset.
   */
  record Discarding() implements State {}

  record Gone() implements State {}

  private static final Line TOO_LONG = new Line("ERR line too long");

  /** So long last words may take even if there is no grace: else they would never be heard. */
  private static final Duration LAST_WORDS = Duration.ofMillis(50);

  private static final int CHUNK = 8192;

  private final Loop loop;
  private final Duration patience;
  private final Consumer<Client> gone;
  private final Connection connection;
  private final Conversation conversation;
  private final long acceptedAt = System.nanoTime();
  private long lastReadyAt = acceptedAt;
  private Optional<Timer> limit = Optional.empty();

  Client(
      Loop loop,
      ServerSettings settings,
      SocketChannel accepted,
      Function<Client, Conversation> conversations,
      Consumer<Client> gone)
      throws IOException {
    super(new Talking());
    this.loop = loop;
    this.patience = Collections.max(List.of(settings.grace(), LAST_WORDS));
    this.gone = gone;
    connection = new Connection(loop, this);
    connection.accepted(accepted, settings.socketBuffer());
    conversation = conversations.apply(this);
  }

  /** What the two talk over; what is awaited there is told to the conversation. */
  public Connection connection() {
    return connection;
  }

  /** How long ago it was accepted, in nanoseconds. */
  public long age() {
    return System.nanoTime() - acceptedAt;
  }

  /** Has this done then; if it fails, the client is lost. */
  public Timer after(Duration delay, Loop.Step step) {
    return loop.after(delay, this, step);
  }

  @Override
  public void ready() throws IOException {
    lastReadyAt = System.nanoTime();
    switch (state()) {
      case Talking _ -> conversation.ready();
      case Parting(var lastWords) -> {
        if (connection.write(lastWords)) {
          to(new Discarding());
        }
      }
      case Discarding _ -> {
        if (connection.read(CHUNK).isEmpty()) {
          to(new Gone());
        }
      }
      case Gone _ -> {}
    }
  }

  /** It was reset, mostly; what it says may also be too long, and then it is told. */
  @Override
  public void failed(Exception cause) {
    if (cause instanceof RuntimeException) {
      Loop.log("while serving a client", cause);
    }
    switch (state()) {
      case Talking _ when cause instanceof LineTooLongException -> to(parting(TOO_LONG));
      case Talking _, Parting _, Discarding _ -> to(new Gone());
      case Gone _ -> {}
    }
  }

  /** It has been sent all there is: our output ends, and it may take its time to see that. */
  public void finish() {
    switch (state()) {
      case Talking _ -> to(new Discarding());
      case Parting _, Discarding _, Gone _ -> {}
    }
  }

  /** The client has ended, and has been sent what it was owed. */
  public void leave() {
    switch (state()) {
      case Talking _ -> to(new Gone());
      case Parting _, Discarding _, Gone _ -> {}
    }
  }

  /** The client has to go, with these last words. */
  public void part(Line lastWords) {
    switch (state()) {
      case Talking _ -> to(parting(lastWords));
      case Parting _, Discarding _, Gone _ -> {}
    }
  }

  private State parting(Line lastWords) {
    limit = Optional.of(loop.after(patience, this::cutOff));
    return new Parting(ByteBuffer.wrap(lastWords.bytes()));
  }

  /**
   * The server is closing. If nothing has come since then, and nothing is owed, that was all; TCP
   * has no better word for it.
   */
  void finishIfQuietSince(long nanoTime) {
    boolean quiet =
        !connection.isInterestedIn(SelectionKey.OP_WRITE) && lastReadyAt - nanoTime <= 0;
    switch (state()) {
      case Talking _ -> {
        if (quiet && conversation.finished()) {
          to(new Discarding());
        }
      }
      case Parting _, Discarding _, Gone _ -> {}
    }
  }

  /** Its time is up. */
  void cutOff() {
    switch (state()) {
      case Talking _, Parting _, Discarding _ -> to(new Gone());
      case Gone _ -> {}
    }
  }

  @Override
  protected void left(State before) {
    if (before instanceof Talking) {
      conversation.over();
    }
  }

  @Override
  protected void entered(State now) {
    switch (now) {
      case Talking _ -> conversation.start();
      case Parting _ -> connection.interestOps(SelectionKey.OP_WRITE);
      case Discarding _ -> {
        connection.endOutput();
        connection.interestOps(SelectionKey.OP_READ);
      }
      case Gone _ -> {
        limit.ifPresent(Timer::drop);
        connection.close();
        gone.accept(this);
      }
    }
  }
}
