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
import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Scenario 6: two streams in, one out, and something else now and then. How does one wait for
 * whichever comes first?
 *
 * <p>By {@code select}. One actor waits for a line of either source, for the tick, for stop, and
 * for the sink to take something; it alone counts, and it knows at most one line that was not
 * taken. As long as it has one it does not listen to the sources, so they are slowed. A status is
 * only offered: if the sink takes its time, it is made anew each time that something happens.
 *
 * <p>What it costs: sockets are no channels. So three more actors wait at them, and tell, or are
 * told, over channels ({@link Inlet}, {@link Outlet}); and a fourth connects. And who takes the
 * first clause that is ready has to see to it that no source is always the second.
 *
 * <p>Look next at {@link Dashboard}, and at this file in {@code 02-nonblocking-state-machines}.
 */
public final class Merge {
  private static final int CONNECTING = 0;
  private static final int READING_A = 1;
  private static final int READING_B = 2;
  private static final int WRITING = 3;

  private final ActorSystem actors;

  public Merge(ActorSystem actors) {
    this.actors = actors;
  }

  /** Ends when both sources have ended; when one of those who wait fails, or on stop. */
  // tag::cancel[]
  public Behaviour merge(Merging merging) {
    requireNonNull(merging, "merging");
    return stop -> {
      if (stop.said()) {
        throw new Stopped("it was begun");
      }
      try (var work = new Work(merging)) { // however it ends, it ends everybody
        return work.toTheEnd(stop);
      }
    };
  }

  // end::cancel[]

  /** What the actor that counts waits for. */
  private sealed interface Heard {}

  private record Came(char source, Line line) implements Heard {}

  private record Ended(int who, Outcome how) implements Heard {}

  private enum Signal implements Heard {
    STOP,
    TICK,
    ASKED
  }

  /** What the actor that counts knows, and nobody else. */
  private final class Work implements AutoCloseable {
    private final Merging merging;
    private final long period;
    private final Socket a = new Socket();
    private final Socket b = new Socket();
    private final Socket sink = new Socket();
    private final Inlet linesOfA = new Inlet(a);
    private final Inlet linesOfB = new Inlet(b);
    private final Outlet outlet = new Outlet(sink);
    private final Team others = new Team(actors);
    private final Timer<Heard> tick = actors.clock().timer(Signal.TICK);
    private Optional<Came> waiting = Optional.empty();
    private boolean statusIsDue;
    private boolean aIsFirst;
    private int sourcesEnded;
    private long countOfA;
    private long countOfB;
    private long start;

    Work(Merging merging) {
      this.merging = merging;
      period = Settings.nanos(merging.period());
      others.start("connect", CONNECTING, noReply(_ -> connect()));
    }

    private void connect() throws IOException {
      a.connect(merging.a().address());
      b.connect(merging.b().address());
      sink.connect(merging.sink().address());
    }

    // tag::cancel[]
    Reply toTheEnd(Stop stop) throws IOException, TimeoutException, InterruptedException {
      boolean over = false;
      while (!over) {
        switch (next(stop)) {
          case Signal.STOP -> throw new Stopped("both sources had ended");
          case Signal.TICK -> statusIsDue = true;
          case Signal.ASKED -> write();
          case Came line -> waiting = Optional.of(line);
          case Ended(int who, Outcome how) -> over = ended(who, how);
        }
      }
      return Merging.status(countOfA, countOfB);
    }

    // end::cancel[]

    /** In this order, if several have come: a status need not wait for two busy sources. */
    private Heard next(Stop stop) throws InterruptedException {
      var stopped = stop.<Heard>heard(() -> Signal.STOP);
      var ended = others.<Heard>ended(Ended::new);
      var asked = outlet.<Heard>asks(Signal.ASKED);
      if (statusIsDue) {
        return select(stopped, ended, asked);
      }
      if (waiting.isPresent()) {
        return select(stopped, ended, tick.rings(), asked);
      }
      aIsFirst = !aIsFirst;
      var ofA = linesOfA.<Heard>comes(line -> new Came('A', line));
      var ofB = linesOfB.<Heard>comes(line -> new Came('B', line));
      return aIsFirst
          ? select(stopped, ended, tick.rings(), ofA, ofB)
          : select(stopped, ended, tick.rings(), ofB, ofA);
    }

    private boolean isLast() {
      return sourcesEnded == 2 && waiting.isEmpty();
    }

    /** Before the line that waits comes the status that is due, and tells of those before it. */
    private void write() throws InterruptedException {
      if (statusIsDue) {
        statusIsDue = false;
        outlet.give(Merging.status(countOfA, countOfB).bytes(), isLast());
        if (!isLast()) { // the periods that were missed are skipped
          tick.at(start + ((System.nanoTime() - start) / period + 1) * period);
        }
      } else {
        var line = waiting.orElseThrow();
        outlet.give(Merging.of(line.source(), line.line().text()), false);
        countOfA += line.source() == 'A' ? 1 : 0;
        countOfB += line.source() == 'B' ? 1 : 0;
        waiting = Optional.empty();
        statusIsDue = isLast();
      }
    }

    /** Whether it is over. */
    private boolean ended(int who, Outcome how) throws IOException, TimeoutException {
      how.orThrow();
      if (who == CONNECTING) {
        begin();
      } else if (who != WRITING) { // who writes has written the last
        sourcesEnded++;
        statusIsDue |= isLast();
      }
      return who == WRITING;
    }

    private void begin() {
      others.start("read-a", READING_A, noReply(linesOfA::read));
      others.start("read-b", READING_B, noReply(linesOfB::read));
      others.start("write", WRITING, noReply(outlet::write));
      start = System.nanoTime();
      tick.at(start + period);
    }

    @Override
    public void close() {
      tick.close();
      Sockets.close(a); // nothing else wakes an actor that waits at a socket
      Sockets.close(b);
      Sockets.close(sink);
      others.close();
    }
  }
}
