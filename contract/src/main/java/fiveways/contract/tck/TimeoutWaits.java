package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * TIME-9 and TIME-12: waiting for something that stays good when the wait is over, for a client at
 * a listener and for a line on a connection.
 *
 * @param <O> the model's own type of operation
 */
public abstract class TimeoutWaits<O> extends TimeoutVerdicts<O> {
  static final Duration SHORT = Duration.ofMillis(40);

  protected TimeoutWaits(Subject<O> subject) {
    super(subject);
  }

  /** Runs it within the deadline, which it cannot keep. */
  final void late(String what, Duration deadline, O operation) throws InterruptedException {
    Ends.late(what, run(what, within(deadline, operation)), deadline);
  }

  final Acceptor<O> acceptor() throws IOException {
    return model().acceptor(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  final void welcome(String when, Acceptor<O> acceptor, Client client, String line)
      throws Exception {
    Ends.withReply(when, run(when, within(HOUR, acceptor.acceptOne())), line);
    assertThat(client.readLine())
        .as("%s: the answer to the client", when)
        .isEqualTo("WELCOME " + line);
    assertThat(client.readToEnd()).as("%s: what comes after the answer", when).isEmpty();
  }

  /** After a timeout without a client the next one is served. */
  @Test
  @LookAt("what a cancelled accept does to its listener: closing it is not the only way to wake up")
  public void TIME_9_after_a_timeout_the_listener_is_still_good() throws Exception {
    try (var acceptor = acceptor()) {
      for (int i = 0; i < 3; i++) {
        late("accepting where nobody comes", SHORT, acceptor.acceptOne());
      }
      try (var client = visit(acceptor)) {
        client.sendLine("hello");
        welcome("accepting after three timeouts", acceptor, client, "hello");
      }
    }
  }

  /** Who comes while nobody accepts waits, and is served. */
  @Test
  @LookAt("where a client waits who comes while nobody accepts")
  public void TIME_9_a_client_that_came_between_two_calls_is_served_by_the_next() throws Exception {
    try (var acceptor = acceptor()) {
      late("accepting where nobody comes", SHORT, acceptor.acceptOne());
      try (var first = visit(acceptor)) {
        first.sendLine("first");
        LockSupport.parkNanos(SHORT.toNanos()); // time enough to make a mistake with it
        welcome("the client that came between two calls", acceptor, first, "first");
      }
      try (var second = visit(acceptor);
          var third = visit(acceptor)) {
        second.sendLine("one of two");
        third.sendLine("one of two");
        for (int i = 0; i < 2; i++) {
          var when = "the clients that came between two calls";
          Ends.withReply(when, run(when, acceptor.acceptOne()), "one of two");
        }
        assertThat(second.readLine()).isEqualTo("WELCOME one of two");
        assertThat(third.readLine()).isEqualTo("WELCOME one of two");
      }
    }
  }

  /** The welcome is longer than a line may be that is sent to us, and yet it is one. */
  @Test
  @LookAt("what the answer is made of, when the client's line has 8,192 bytes already")
  public void TIME_9_the_longest_line_is_welcomed_too() throws Exception {
    try (var acceptor = acceptor();
        var client = visit(acceptor)) {
      var longest = "x".repeat(Line.MAX_BYTES);
      client.sendLine(longest);
      welcome("a client with the longest line there is", acceptor, client, longest);
    }
  }

  /**
   * A close with bytes unread is a reset, which can overtake the answer. It need not be seen in
   * what the client reads, for an end may have come before it; but a connection that was reset
   * takes not a byte more, and one that has ended takes the first.
   */
  @Test
  @LookAt("what becomes of bytes that a client has sent after its line, before it is disconnected")
  public void TIME_9_a_client_that_has_sent_more_is_answered_and_not_reset() throws Exception {
    try (var acceptor = acceptor();
        var client = visit(acceptor)) {
      client.send(("hello\n" + "more\n".repeat(600)).getBytes(ISO_8859_1));
      welcome("a client that has sent more than its line", acceptor, client, "hello");
      model().close(); // whatever is closed late is closed now
      assertThatCode(() -> client.send(new byte[1]))
          .as("whether the connection has ended, and was not reset: its first byte more")
          .doesNotThrowAnyException();
    }
  }

  /**
   * Once accepted, a client that says nothing is part of the operation: its connection ends with
   * the deadline, and the listener does not suffer.
   */
  @Test
  @LookAt("whether the deadline reaches the accepted client, or only the accepting")
  public void TIME_9_a_silent_client_is_bounded_too() throws Exception {
    try (var acceptor = acceptor();
        var silent = visit(acceptor)) {
      boolean ended =
          Patience.comes(
              Patience.forAnEvent(),
              () -> {
                lateQuietly(acceptor);
                return hasEnded(silent);
              });
      assertThat(ended)
          .as("the connection of a client that says nothing ends with the deadline")
          .isTrue();
      try (var client = visit(acceptor)) {
        client.sendLine("hello");
        welcome("accepting after a silent client", acceptor, client, "hello");
      }
    }
  }

  /** One deadline may pass before a slow machine has even accepted: then the next will do. */
  private void lateQuietly(Acceptor<O> acceptor) {
    try {
      late("accepting a client that says nothing", SHORT, acceptor.acceptOne());
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts a test", e);
    }
  }

  private static boolean hasEnded(Client client) {
    try {
      client.socket().setSoTimeout(10);
      return client.socket().getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /**
   * A client that comes just as the deadline passes is served, or is cut off, or waits for the next
   * call; it is never forgotten.
   */
  @Test
  @LookAt("the hand-over of a client to a caller who gives up at this very moment")
  public void TIME_9_a_client_that_comes_at_the_deadline_is_not_lost() throws Exception {
    var deadline = Duration.ofMillis(4);
    try (var acceptor = acceptor()) {
      for (int i = 0; i < 40; i++) {
        var running = Running.run(model(), within(deadline, acceptor.acceptOne()));
        LockSupport.parkNanos(deadline.toNanos() - 1_500_000 + i * 75_000L);
        try (var client = visit(acceptor)) {
          client.sendLine("racer " + i);
          if (running.await("accepting for a moment").outcome() instanceof Failed) {
            servedOrCut(acceptor, client, "racer " + i);
          } else {
            assertThat(client.readLine()).isEqualTo("WELCOME racer " + i);
          }
        }
      }
    }
  }

  /** A second client follows; if it is the one that is served, the first must have been cut off. */
  private void servedOrCut(Acceptor<O> acceptor, Client racer, String line) throws Exception {
    try (var next = visit(acceptor)) {
      next.sendLine("next");
      var ended = run("accepting after " + line, acceptor.acceptOne());
      if (Ends.isReply(ended, line)) {
        welcome("accepting after it was served late", acceptor, next, "next");
      } else {
        Ends.withReply("accepting after " + line, ended, "next");
        racer.awaitEnd();
      }
    }
  }

  /** Closing the acceptor ends whoever has come, whether or not an operation has begun with it. */
  @Test
  @LookAt("who knows of a client that was accepted and not answered, when close() is called")
  @SuppressWarnings("try") // closed while it is in use: that is the point
  public void TIME_9_closing_the_acceptor_ends_those_who_have_come() throws Exception {
    try (var acceptor = acceptor();
        var silent = visit(acceptor)) {
      var running = Running.run(model(), acceptor.acceptOne());
      LockSupport.parkNanos(SHORT.toNanos());
      try (var early = visit(acceptor)) {
        LockSupport.parkNanos(SHORT.toNanos()); // who accepts ahead has accepted it now
        acceptor.close();
        var what = "serving a client that says nothing, while the acceptor is closed";
        Ends.closed(what, running.await(what));
        silent.awaitEnd();
        early.awaitEnd();
      }
    }
  }

  /** Closing the acceptor ends the wait, and refuses clients and waits from then on. */
  @Test
  @LookAt("who waits for a client when close() is called")
  @SuppressWarnings("try") // closed while it is in use: that is the point
  public void TIME_9_closing_the_acceptor_ends_the_wait() throws Exception {
    try (var acceptor = acceptor()) {
      var address = acceptor.address();
      var running = Running.run(model(), acceptor.acceptOne());
      LockSupport.parkNanos(SHORT.toNanos());
      acceptor.close();
      var what = "accepting, while the acceptor is closed";
      Ends.closed(what, running.await(what));
      assertThat(refused(address)).as("a closed acceptor refuses clients").isTrue();
      var later = "accepting, when the acceptor has been closed";
      Ends.closed(later, Running.run(model(), acceptor.acceptOne()).await(later));
    }
  }

  /** A client of an acceptor that should be listening. */
  final Client visit(Acceptor<O> acceptor) throws IOException {
    try {
      return Client.of(acceptor.address());
    } catch (ConnectException e) {
      throw new AssertionError("a client cannot connect: the listener is gone", e);
    }
  }

  private static boolean refused(InetSocketAddress address) {
    try (var _ = Client.of(address)) {
      return false;
    } catch (IOException refused) {
      return true;
    }
  }

  /**
   * Whatever pieces lines come in, and with a timeout after every piece: every line is read, whole.
   * A failure usually means that what was read of a line lives in the operation that was cancelled,
   * and dies with it.
   */
  @Property(tries = 15)
  @LookAt("who owns the bytes of a half-read line when the read is cancelled")
  public void TIME_12_a_read_that_timed_out_within_a_line_loses_nothing(
      @ForAll("pieces") List<String> pieces) throws Exception {
    try (var peer = ScriptedPeer.silent();
        var connection = model().connect(peer.peer())) {
      var client = peer.connection(0);
      var half = new StringBuilder();
      for (String piece : pieces) {
        client.send(piece);
        half.append(piece);
        readWhole(connection, half);
        late("reading when no whole line is there", Duration.ofMillis(5), connection.readLine());
      }
      client.send("\n");
      readWhole(connection, half.append('\n'));
      assertThat(client.state())
          .as("the connection, after reads that timed out")
          .isEqualTo(PeerConnection.State.OPEN);
    }
  }

  /** Reads the whole lines that are there, and leaves what is left of the text. */
  final void readWhole(LineConnection<O> connection, StringBuilder text) throws Exception {
    for (int end; (end = text.indexOf("\n")) >= 0; text.delete(0, end + 1)) {
      var what = "reading a line that came in pieces";
      var ended = run(what, within(HOUR, connection.readLine()));
      Ends.withReply(what, ended, text.substring(0, end));
    }
  }

  /** Pieces of lines: some of them end one, some of them end two. */
  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.strings()
        .withChars("abc\n")
        .ofMinLength(1)
        .ofMaxLength(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  /** The piece that arrives while the read waits is kept as well as the one that was there. */
  @Test
  @LookAt("who owns the bytes of a half-read line when the read is cancelled")
  public void TIME_12_what_arrives_during_the_read_is_kept() throws Exception {
    try (var peer = ScriptedPeer.silent();
        var connection = model().connect(peer.peer())) {
      for (String piece : List.of("one ", "line ", "in ", "pieces")) {
        var running = Running.run(model(), within(SHORT, connection.readLine()));
        LockSupport.parkNanos(SHORT.dividedBy(4).toNanos());
        peer.connection(0).send(piece);
        var what = "reading a part of a line";
        Ends.late(what, running.await(what), SHORT);
      }
      peer.connection(0).send("\n");
      readWhole(connection, new StringBuilder("one line in pieces\n"));
    }
  }
}
