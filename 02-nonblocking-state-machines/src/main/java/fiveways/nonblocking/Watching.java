package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_WRITE;

import fiveways.contract.api.Line;
import fiveways.contract.api.Settings;
import fiveways.contract.api.Viewer;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.StateMachine;
import fiveways.nonblocking.engine.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells a viewer, every period, how far something is, and one last time at its end. Nobody waits
 * for it but that end, and that not for long: so there is no cancel.
 */
final class Watching extends StateMachine<Watching.State> implements Loop.Handler {
  sealed interface State {}

  record Connecting() implements State {}

  /** Nothing is to be said before the next tick. */
  record Idle() implements State {}

  /** A line is due. What it says is asked when it can be written. */
  record Due() implements State {}

  record Writing(ByteBuffer rest) implements State {}

  /** It has ended, and there is no connection on which to say so. */
  record Hurrying() implements State {}

  record Parting(ByteBuffer rest) implements State {}

  /** The viewer cannot be reached, or has gone; which is no concern of those whom it watched. */
  record Lost() implements State {}

  record Over() implements State {}

  private final Loop loop;
  private final Viewer viewer;
  private final Supplier<Line> progress;
  private final Runnable over;
  private final long period;
  private final long startedAt = System.nanoTime();
  private final Connection connection;
  private Optional<Timer> timer = Optional.empty();

  /**
   * @param progress what is to be said now
   * @param over told once, when {@link #finish} has come to its end
   */
  Watching(Loop loop, Viewer viewer, Supplier<Line> progress, Runnable over) {
    super(new Connecting());
    this.loop = loop;
    this.viewer = viewer;
    this.progress = progress;
    this.over = over;
    period = Settings.nanos(viewer.period());
    connection = new Connection(loop, this);
  }

  private void tick() {
    nextTick();
    switch (state()) {
      case Idle _ -> to(new Due());
      case Connecting _, Due _, Writing _ -> {} // one line waits; this one is skipped
      case Hurrying _, Parting _, Lost _, Over _ -> {}
    }
  }

  /** By the clock: those missed are skipped, and none drifts. */
  private void nextTick() {
    long age = System.nanoTime() - startedAt;
    var rest = Duration.ofNanos((age / period + 1) * period - age);
    timer = Optional.of(loop.after(rest, this, this::tick));
  }

  @Override
  public void ready() throws IOException {
    switch (state()) {
      case Connecting _ -> {
        connection.finishConnect();
        to(System.nanoTime() - startedAt < period ? new Idle() : new Due());
      }
      case Due _ -> write(bytes());
      case Writing(var rest) -> write(rest);
      case Hurrying _ -> {
        connection.finishConnect();
        to(new Parting(bytes()));
      }
      case Parting(var rest) -> part(rest);
      case Idle _, Lost _, Over _ -> {}
    }
  }

  private ByteBuffer bytes() {
    return ByteBuffer.wrap(progress.get().bytes());
  }

  private void write(ByteBuffer line) throws IOException {
    to(connection.write(line) ? new Idle() : new Writing(line));
  }

  private void part(ByteBuffer rest) throws IOException {
    if (connection.write(rest)) {
      connection.endOutput();
      connection.discard();
      to(new Over());
    }
  }

  @Override
  public void failed(Exception cause) {
    switch (state()) {
      case Connecting _, Idle _, Due _, Writing _ -> to(new Lost());
      case Hurrying _, Parting _ -> to(new Over());
      case Lost _, Over _ -> {}
    }
  }

  /** What is watched has ended: says so as long as the limit allows, whatever is cancelled. */
  void finish() {
    timer.ifPresent(Timer::drop);
    timer = Optional.of(loop.after(viewer.limit(), this::cutOff));
    switch (state()) {
      case Connecting _ -> to(new Hurrying());
      case Idle _, Due _ -> to(new Parting(bytes()));
      case Writing(var rest) -> to(new Parting(both(rest, bytes())));
      case Lost _ -> to(new Over());
      case Hurrying _, Parting _, Over _ -> throw new IllegalStateException("it ends once");
    }
  }

  private static ByteBuffer both(ByteBuffer first, ByteBuffer second) {
    return ByteBuffer.allocate(first.remaining() + second.remaining())
        .put(first)
        .put(second)
        .flip();
  }

  private void cutOff() {
    switch (state()) {
      case Hurrying _, Parting _ -> to(new Over());
      case Connecting _, Idle _, Due _, Writing _, Lost _, Over _ ->
          throw new IllegalStateException("there is no limit yet, or no more");
    }
  }

  @Override
  protected void entered(State now) {
    switch (now) {
      case Connecting _ -> {
        nextTick();
        connection.connect(viewer.peer());
      }
      case Idle _ -> connection.interestOps(0);
      case Due _, Writing _, Parting _ -> connection.interestOps(OP_WRITE);
      case Hurrying _ -> {}
      case Lost _ -> letGo();
      case Over _ -> {
        letGo();
        over.run();
      }
    }
  }

  private void letGo() {
    timer.ifPresent(Timer::drop);
    connection.close();
  }
}
