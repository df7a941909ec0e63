package fiveways.blocking;

import static java.util.Objects.requireNonNull;

import fiveways.blocking.engine.CancelScope;
import fiveways.blocking.engine.Crew;
import fiveways.blocking.engine.LineReader;
import fiveways.contract.api.Batching;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Scenario 7: how does one send a batch on every tick, and not get stuck on the next event?
 *
 * <p>Whoever is blocked in a read is stuck on the next event; so that is one thread, and it has
 * nothing to do with ticks. Another one waits for the tick, and sends what has come. What they
 * share is a monitor ({@link Events}): the first one waits in it while there is no room, the second
 * one until it is time, or over. Half an event stays with the reader.
 *
 * <p>What it costs: two platform threads, and a monitor that has to tell its waiters of everything:
 * of room, of the end, and of a cancel, since no socket that is closed wakes them.
 *
 * <p>Look next at the same file in {@code 04-virtual-threads}, where the monitor is a queue of the
 * library, because an interrupt wakes whoever waits in it.
 */
public final class Dashboard {
  private static final int BUFFER = 64 * 1024;

  /** Ends when the source has ended; or when one of the two fails, which ends the other. */
  // tag::cancel[]
  public Call dashboard(Batching batching) {
    requireNonNull(batching, "batching");
    return scope -> {
      scope.throwIfCancelled();
      try (var source = new Socket();
          var viewer = new Socket();
          var _ = scope.hold(source);
          var _ = scope.hold(viewer); // until the end of this block, a cancel closes both
          var crew = new Crew("dashboard", scope)) {
        source.connect(batching.source().address());
        viewer.connect(batching.viewer().address());
        return sentOn(crew, source, viewer, batching);
      } // however it went: the crew ends who is at work, and then the sockets are closed
    };
  }

  // end::cancel[]

  private static Reply sentOn(Crew crew, Socket source, Socket viewer, Batching batching)
      throws IOException, TimeoutException {
    viewer.setTcpNoDelay(true); // a batch is not held back until the one before has arrived
    var events = new Events(batching.waiting());
    Call receiving = scope -> receive(source, events, scope);
    Call sending = scope -> send(viewer, events, Settings.nanos(batching.period()), scope);
    crew.start(receiving::outcome);
    crew.start(sending::outcome);
    crew.next().result().orThrow(); // the first to end is the one that receives, or has failed
    return crew.next().result().orThrow();
  }

  /** Until the source ends. */
  private static Reply receive(Socket source, Events events, CancelScope scope) throws IOException {
    try (var _ = scope.hold(source);
        var _ = scope.hold(events::cancel)) {
      var lines = new LineReader(source.getInputStream());
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        events.put(line.get()); // waits while too many do
      }
      events.end();
      return Batching.end();
    }
  }

  /** Until there is no more to come. What was missed, while a batch was being sent, is skipped. */
  private static Reply send(Socket viewer, Events events, long period, CancelScope scope)
      throws IOException {
    try (var _ = scope.hold(viewer);
        var _ = scope.hold(events::cancel)) {
      var out = new BufferedOutputStream(viewer.getOutputStream(), BUFFER);
      long start = System.nanoTime();
      while (!events.endsWithin(period - (System.nanoTime() - start) % period)) {
        send(events.takeAll(), out);
      }
      var rest = events.takeAll();
      if (!rest.isEmpty()) {
        send(rest, out);
      }
      out.write(Batching.end().bytes());
      out.flush();
      viewer.shutdownOutput();
      var in = viewer.getInputStream();
      var _ = in.skip(in.available()); // left unread, it would make the close a reset
      return Batching.end();
    }
  }

  private static void send(List<String> batch, OutputStream out) throws IOException {
    out.write(Batching.batch(batch.size()).bytes());
    for (var event : batch) {
      out.write(new Line(event).bytes());
    }
    out.flush();
  }
}
