package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Actor.noReply;
import static fiveways.channels.engine.Event.Signal.TAKEN;
import static fiveways.channels.engine.Event.Signal.TIME_UP;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.SelectClause;
import fiveways.channels.engine.Actor;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Event;
import fiveways.channels.engine.Sockets;
import fiveways.channels.engine.Stop;
import fiveways.contract.api.Line;
import fiveways.contract.api.Settings;
import fiveways.contract.api.Viewer;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/**
 * Scenario 5, for whoever watches: the line of this moment, now and then, and one last line.
 *
 * <p>An actor of its own has the viewer's socket: it connects, waits until a line is due, takes the
 * one that {@link Progress} offers just then, and writes it. While it waits at the socket it is
 * deaf, and misses nothing but ticks. Told to stop, it takes one more line. Whoever tells it so
 * goes on offering for as long as the viewer may take, and has the closing of the socket.
 */
final class Onlooker {
  private final ActorSystem actors;
  private final Channel<Line> lines = Channel.newRendezvousChannel();
  private final Optional<Telling> telling;

  /**
   * Connects beside whoever calls this; does not block.
   *
   * @param viewer if there is none, nobody takes a line
   */
  Onlooker(ActorSystem actors, Optional<Viewer> viewer) {
    this.actors = actors;
    telling = viewer.map(Telling::new);
  }

  /**
   * For a {@code select}: that a line is due, and this one was taken for it.
   *
   * @param meaning what that means there
   */
  <E> SelectClause<E> takes(Line line, E meaning) {
    return lines.sendClause(line, () -> meaning);
  }

  /** Has the last line told; blocks until the viewer has it, at most for as long as it may take. */
  void end(Line last) throws InterruptedException {
    if (telling.isPresent()) {
      telling.get().end(last);
    }
  }

  /** What the actor that has the socket waits for. */
  private enum Due {
    ONE_MORE,
    THE_LAST
  }

  /** Somebody is there to be told. */
  private final class Telling {
    private final long start = System.nanoTime();
    private final Socket socket = new Socket();
    private final Viewer viewer;
    private final Actor teller;

    Telling(Viewer viewer) {
      this.viewer = viewer;
      teller = actors.start("viewer", noReply(this::tell));
    }

    private void tell(Stop stop) throws IOException, InterruptedException {
      try (socket;
          var tick = actors.clock().timer(Due.ONE_MORE)) {
        socket.connect(viewer.peer().address());
        socket.setTcpNoDelay(true);
        var due = Due.ONE_MORE;
        while (due == Due.ONE_MORE) {
          tick.at(nextPeriod());
          due = select(stop.heard(() -> Due.THE_LAST), tick.rings());
          socket.getOutputStream().write(lines.receive().bytes());
        }
        socket.shutdownOutput();
        var in = socket.getInputStream();
        var _ = in.skip(in.available()); // left unread, it would make the close a reset
      }
    }

    /** The periods that were missed are skipped, and the next one is not late for that. */
    private long nextPeriod() {
      long period = Settings.nanos(viewer.period());
      return start + ((System.nanoTime() - start) / period + 1) * period;
    }

    /** Masked: nobody listens for stop here. A viewer that cannot be told has failed, no more. */
    void end(Line last) throws InterruptedException {
      try (var limit = actors.clock().<Event>timer(TIME_UP)) {
        limit.in(viewer.limit());
        teller.stop();
        Event heard = TAKEN; // by one that was due already, too: the last is still to be taken
        while (!(heard instanceof Event.Ended)) {
          heard = select(teller.end(), limit.rings(), takes(last, TAKEN));
          if (heard == TIME_UP) {
            Sockets.close(socket); // or does it wait for a line? So that is offered to the end
          }
        }
        teller.close();
      }
    }
  }
}
