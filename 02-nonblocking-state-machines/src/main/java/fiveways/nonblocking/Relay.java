package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_WRITE;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Machine;
import fiveways.nonblocking.engine.StateMachine;
import fiveways.nonblocking.engine.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What {@link Merge} and {@link Dashboard} have in common: sources, one peer that is written to,
 * and a tick. Whichever comes first is an event: a line or the end of a source, the tick, room to
 * write, a failure. What is written next is the scenario's affair, and asked for when it can be.
 */
abstract class Relay extends StateMachine<Relay.State>
    implements Machine, Loop.Handler, Inlet.Owner {
  sealed interface State {}

  record Connecting() implements State {}

  /** There is nothing to write. */
  record Idle() implements State {}

  record Writing(ByteBuffer rest) implements State {}

  /** The sources have ended, and this is the last. */
  record Parting(ByteBuffer rest) implements State {}

  record Over(Outcome outcome) implements State {}

  private final Loop loop;
  private final Consumer<Outcome> end;
  private final List<Inlet> inlets;
  private final Peer peer;
  private final Connection outlet;
  private final long period;
  private Optional<Timer> timer = Optional.empty();
  private long startedAt;
  private int connected;

  Relay(Loop loop, Consumer<Outcome> end, List<Peer> sources, Peer peer, Duration period) {
    super(new Connecting());
    this.loop = loop;
    this.end = end;
    this.peer = peer;
    this.period = Settings.nanos(period);
    inlets = sources.stream().map(source -> new Inlet(loop, source, this)).toList();
    outlet = new Connection(loop, this);
  }

  /** Of the source given as that one. */
  final Inlet inlet(int number) {
    return inlets.get(number);
  }

  /** A period has passed. {@code free}: nothing is being written. */
  abstract void tick(boolean free);

  /** A source has a line, or has ended. */
  void look() {}

  /** What is to be written now, if there is anything. */
  abstract Optional<byte[]> next();

  /** What is written last, when the sources have ended. */
  abstract byte[] last();

  abstract Reply reply();

  /** One of them all; the last one lets it begin. */
  @Override
  public final void connected() {
    if (++connected > inlets.size()) {
      startedAt = System.nanoTime();
      nextTick();
      to(new Idle());
      inlets.forEach(Inlet::begin);
    }
  }

  /** By the clock: those missed are skipped, and none drifts. */
  private void nextTick() {
    var rest = Duration.ofNanos(period - (System.nanoTime() - startedAt) % period);
    timer = Optional.of(loop.after(rest, this, this::ticked));
  }

  private void ticked() {
    nextTick();
    switch (state()) {
      case Idle _ -> {
        tick(true);
        proceed();
      }
      case Writing _ -> tick(false);
      case Connecting _, Parting _, Over _ -> {}
    }
  }

  @Override
  public final void came() {
    switch (state()) {
      case Idle _ -> {
        look();
        proceed();
      }
      case Writing _ -> look();
      case Connecting _, Parting _, Over _ -> {}
    }
  }

  private void proceed() {
    if (inlets.stream().allMatch(Inlet::hasEnded)) { // a tick that is due does not matter then
      to(new Parting(ByteBuffer.wrap(last())));
    } else {
      next().ifPresent(bytes -> to(new Writing(ByteBuffer.wrap(bytes))));
    }
  }

  /** The output has connected, or has room. */
  @Override
  public final void ready() throws IOException {
    switch (state()) {
      case Connecting _ -> {
        outlet.finishConnect();
        outlet.interestOps(0);
        connected();
      }
      case Writing(var rest) -> {
        if (outlet.write(rest)) {
          to(new Idle());
        }
      }
      case Parting(var rest) -> part(rest);
      case Idle _, Over _ -> {}
    }
  }

  private void part(ByteBuffer rest) throws IOException {
    if (outlet.write(rest)) {
      outlet.endOutput();
      outlet.discard();
      to(new Over(reply()));
    }
  }

  /** Any of them: then that is the end of all. */
  // tag::cancel[]
  @Override
  public final void failed(Exception cause) {
    switch (state()) {
      case Connecting _, Idle _, Writing _, Parting _ -> to(new Over(new Failed(cause)));
      case Over _ -> {}
    }
  }

  @Override
  public final void cancel() {
    switch (state()) {
      case Connecting _, Idle _, Writing _, Parting _ -> to(new Over(cancellation()));
      case Over _ -> {}
    }
  }

  // end::cancel[]

  // tag::cancel[]
  @Override
  protected final void entered(State now) {
    switch (now) {
      case Connecting _ -> {
        inlets.forEach(Inlet::start);
        outlet.connect(peer);
      }
      case Idle _ -> {
        outlet.interestOps(0);
        proceed();
      }
      case Writing _, Parting _ -> outlet.interestOps(OP_WRITE);
      case Over(var outcome) -> {
        timer.ifPresent(Timer::drop);
        inlets.forEach(Inlet::close);
        outlet.close();
        end.accept(outcome);
      }
    }
  }
  // end::cancel[]
}
