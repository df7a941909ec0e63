package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Event.Signal.TIME_UP;
import static java.util.Objects.requireNonNull;

import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Event.Ended;
import fiveways.channels.engine.LineReader;
import fiveways.channels.engine.Sockets;
import fiveways.channels.engine.Stopped;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Scenario 2: what does it take to say "give this ten seconds", and does the work stop then?
 *
 * <p>Everything that may happen is a message: that the operation has ended, that its time is up,
 * that it is to stop. So a deadline is an actor that starts the operation as another one, tells the
 * clock to send it word, and waits for whichever comes first: one {@code select} wakes it. Then it
 * says stop, waits for the end, and looks at the time to see whether that was late.
 *
 * <p>What it costs: an actor for everything that is waited for. And stop is a word that one has to
 * listen for: an actor that waits at a socket is deaf, so {@link #ask} is two, one that waits there
 * and one that hears, and closes the socket under the other. {@link #plain} hears nothing.
 *
 * <p>Look next at {@link BoundedAccept} and {@link BoundedRead}; at {@link BrokenTimeout}, the
 * select that only looks right; and at the same file in {@code 04-virtual-threads}, where an
 * interrupt finds whoever waits, wherever that is.
 */
public final class Timeout {
  private final ActorSystem actors;

  public Timeout(ActorSystem actors) {
    this.actors = actors;
  }

  /**
   * Connect, write, read one line: what one writes with no thought of deadlines. It does not listen
   * for stop, and so nobody can end it but its peer.
   *
   * @throws IllegalArgumentException at once, if the line cannot be one
   */
  // tag::plain[]
  public Behaviour plain(Peer peer, String line) {
    var request = new Line(line).bytes();
    return _ -> {
      try (var socket = new Socket()) {
        socket.connect(peer.address());
        socket.getOutputStream().write(request);
        return Line.reply(new LineReader(socket.getInputStream()).line().text());
      }
    };
  }

  // end::plain[]

  /**
   * The same, so that it can be ended from outside.
   *
   * @throws IllegalArgumentException at once, if the line cannot be one
   */
  // tag::bounded[]
  public Behaviour ask(Peer peer, String line) {
    var request = new Line(line).bytes();
    return stop -> {
      var socket = new Socket();
      var talker = actors.start("talk", _ -> talk(socket, peer, request));
      if (select(talker.end(), stop.heard()) instanceof Ended(var how)) {
        return how.orThrow();
      }
      Sockets.close(socket); // nothing else wakes an actor that waits at a socket
      return Stopped.unlessReplied(talker.awaitEnd()); // it may have had its reply
    };
  }

  // end::bounded[]

  /** The one that waits at the socket, and hears nothing. */
  // tag::bounded[]
  private static Reply talk(Socket socket, Peer peer, byte[] request) throws IOException {
    try (socket) {
      socket.connect(peer.address());
      socket.getOutputStream().write(request);
      return Line.reply(new LineReader(socket.getInputStream()).line().text());
    }
  }

  // end::bounded[]

  /**
   * The same operation, ended when the deadline passes.
   *
   * @throws IllegalArgumentException at once, if the deadline is zero or negative
   */
  // tag::bounded[]
  public Behaviour within(Duration deadline, Behaviour operation) {
    Settings.positive("deadline", deadline);
    requireNonNull(operation, "operation");
    return stop -> {
      long start = System.nanoTime();
      try (var time = actors.clock().timer(TIME_UP)) {
        time.in(deadline);
        var inner = actors.start("within", operation::until);
        var first = select(inner.end(), time.rings(), stop.heard());
        inner.stop(); // if it has ended, nobody hears it
        // An end is received once: by the select, or now.
        var how = first instanceof Ended(var early) ? early : inner.awaitEnd();
        return unlessLate(deadline, start, how).orThrow();
      }
    };
  }

  // end::bounded[]

  /** The time is looked at, too: the message that it is up is never early, but may be late. */
  private static Outcome unlessLate(Duration deadline, long start, Outcome how) {
    if (System.nanoTime() - start < Settings.nanos(deadline)) {
      return how;
    }
    var late = new TimeoutException("no end within " + deadline);
    if (how instanceof Failed(var cause)) {
      late.addSuppressed(cause);
    }
    return new Failed(late);
  }
}
