package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Actor.noReply;
import static java.util.Objects.requireNonNull;

import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Inlet;
import fiveways.channels.engine.Outlet;
import fiveways.channels.engine.Sockets;
import fiveways.channels.engine.Stop;
import fiveways.channels.engine.Stopped;
import fiveways.channels.engine.Team;
import fiveways.channels.engine.Timer;
import fiveways.contract.api.Batching;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Scenario 7: how does one send a batch on every tick, and not get stuck on the next event?
 *
 * <p>Nobody is stuck who waits for several things. One actor has the events that came; it waits for
 * the next one, for the tick, for stop, and, when a batch is due, for the viewer to ask for one.
 * Until then more may come, and is in it. When there are too many events, the actor does not listen
 * for the next one, and so the source is slowed.
 *
 * <p>What it costs: an actor for each socket, since these are no channels, and one that connects.
 * Half an event is with the one that reads, which no tick concerns.
 *
 * <p>Look next at {@link Merge}, which is the same loop; and at the same file in {@code
 * 05-async-combinators}, where the bound is demand.
 */
public final class Dashboard {
  private static final int CONNECTING = 0;
  private static final int READING = 1;
  private static final int WRITING = 2;

  private final ActorSystem actors;

  public Dashboard(ActorSystem actors) {
    this.actors = actors;
  }

  /** Ends when the source has ended; when one of those who wait fails, or on stop. */
  // tag::cancel[]
  public Behaviour dashboard(Batching batching) {
    requireNonNull(batching, "batching");
    return stop -> {
      if (stop.said()) {
        throw new Stopped("it was begun");
      }
      try (var work = new Work(batching)) { // however it ends, it ends everybody
        return work.toTheEnd(stop);
      }
    };
  }

  // end::cancel[]

  /** What the actor that has the events waits for. */
  private sealed interface Heard {}

  private record Came(Line event) implements Heard {}

  private record Ended(int who, Outcome how) implements Heard {}

  private enum Signal implements Heard {
    STOP,
    TICK,
    ASKED
  }

  /** What the actor that has the events knows, and nobody else. */
  private final class Work implements AutoCloseable {
    private final Batching batching;
    private final long period;
    private final Socket source = new Socket();
    private final Socket viewer = new Socket();
    private final Inlet inlet = new Inlet(source);
    private final Outlet outlet = new Outlet(viewer);
    private final Team others = new Team(actors);
    private final Timer<Heard> tick = actors.clock().timer(Signal.TICK);
    private List<Line> events = new ArrayList<>();
    private boolean batchIsDue;
    private boolean sourceHasEnded;
    private long start;

    Work(Batching batching) {
      this.batching = batching;
      period = Settings.nanos(batching.period());
      others.start("connect", CONNECTING, noReply(_ -> connect()));
    }

    private void connect() throws IOException {
      source.connect(batching.source().address());
      viewer.connect(batching.viewer().address());
    }

    // tag::cancel[]
    Reply toTheEnd(Stop stop) throws IOException, TimeoutException, InterruptedException {
      boolean over = false;
      while (!over) {
        switch (next(stop)) {
          case Signal.STOP -> throw new Stopped("the source had ended");
          case Signal.TICK -> batchIsDue = true;
          case Signal.ASKED -> send();
          case Came(var event) -> events.add(event);
          case Ended(int who, Outcome how) -> over = ended(who, how);
        }
      }
      return Batching.end();
    }

    // end::cancel[]

    /** In this order, if several have come: a batch need not wait until the source pauses. */
    private Heard next(Stop stop) throws InterruptedException {
      var stopped = stop.<Heard>heard(() -> Signal.STOP);
      var ended = others.<Heard>ended(Ended::new);
      var came = inlet.<Heard>comes(Came::new);
      boolean room = events.size() < batching.waiting();
      if (batchIsDue) {
        var asked = outlet.<Heard>asks(Signal.ASKED);
        return room ? select(stopped, ended, asked, came) : select(stopped, ended, asked);
      }
      return room
          ? select(stopped, ended, tick.rings(), came)
          : select(stopped, ended, tick.rings());
    }

    /** What there is just now; the last time with the end, and without an empty batch. */
    private byte[] batch() {
      var batch = new ByteArrayOutputStream();
      if (!sourceHasEnded || !events.isEmpty()) {
        batch.writeBytes(Batching.batch(events.size()).bytes());
        events.forEach(event -> batch.writeBytes(event.bytes()));
      }
      if (sourceHasEnded) {
        batch.writeBytes(Batching.end().bytes());
      }
      return batch.toByteArray();
    }

    /** The ticks that were missed are skipped; after the last batch there is none. */
    private void send() throws InterruptedException {
      batchIsDue = false;
      outlet.give(batch(), sourceHasEnded);
      events = new ArrayList<>();
      if (!sourceHasEnded) {
        tick.at(start + ((System.nanoTime() - start) / period + 1) * period);
      }
    }

    /** Whether it is over. */
    private boolean ended(int who, Outcome how) throws IOException, TimeoutException {
      how.orThrow();
      switch (who) {
        case CONNECTING -> begin();
        case READING -> {
          sourceHasEnded = true;
          batchIsDue = true;
        }
        default -> {} // who writes has written the last
      }
      return who == WRITING;
    }

    private void begin() {
      others.start("read", READING, noReply(inlet::read));
      others.start("write", WRITING, noReply(outlet::write));
      start = System.nanoTime();
      tick.at(start + period);
    }

    @Override
    public void close() {
      tick.close();
      Sockets.close(source); // nothing else wakes an actor that waits at a socket
      Sockets.close(viewer);
      others.close();
    }
  }
}
