package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Scenario 2: bound any operation from outside. TIME-1 to TIME-4 are here; the other rules of the
 * scenario are in the classes that this one extends.
 *
 * @param <O> the model's own type of operation
 */
public abstract class TimeoutContract<O> extends TimeoutNesting<O> {
  protected TimeoutContract(Subject<O> subject) {
    super(subject);
  }

  /**
   * Any line, sent and replied in pieces of any size, arrives exactly. A failure usually means that
   * bytes were taken for characters of another charset, or one read for one message.
   */
  @Property(tries = 40)
  @LookAt("how the bytes of a line are collected until its line feed, and turned into text")
  public void TIME_1_any_line_is_returned_exactly_however_it_arrives(
      @ForAll("lines") String request,
      @ForAll("lines") String reply,
      @ForAll @IntRange(min = 1, max = 64) int piece)
      throws InterruptedException {
    try (var peer =
        ScriptedPeer.playing(client -> {
          var _ = client.readLine();
          var bytes = reply + "\n";
          for (int from = 0; from < bytes.length(); from += piece) {
            client.send(bytes.substring(from, Math.min(bytes.length(), from + piece)));
          }
        })) {
      var asked = within(HOUR, model().ask(peer.peer(), request));
      Ends.withReply("the reply", run("an answer", asked), withoutCarriageReturn(reply));
      assertThat(peer.connection(0).received()).as("the request").isEqualTo(request + "\n");
    }
  }

  /** Lines of any bytes but the line feed; none that means a refusal. */
  @Provide
  Arbitrary<String> lines() {
    var any = Arbitraries.chars().range('\0', '\u00ff').filter(c -> c != '\n');
    return Arbitraries.frequencyOf(Tuple.of(9, any), Tuple.of(1, Arbitraries.just('\r')))
        .list()
        .ofMaxSize(100)
        .map(line -> line.stream().map(String::valueOf).collect(Collectors.joining()))
        .filter(line -> !line.startsWith("ERR"));
  }

  private static String withoutCarriageReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /**
   * The wire format's limits: the longest line, the empty one, one carriage return dropped and no
   * more, nothing of what comes after the line.
   */
  @Test
  @LookAt("the wire format in SPEC.md: 8,192 bytes, one carriage return before the line feed")
  public void TIME_1_the_limits_of_the_wire_format_are_kept() throws Exception {
    var longest = "x".repeat(Line.MAX_BYTES);
    assertReply("", "\n");
    assertReply("", "\r\n");
    assertReply("two\r", "two\r\r\n");
    assertReply("one", "one\ntwo\n");
    assertReply("ERROR is a word", "ERROR is a word\n");
    assertReply(longest, longest + "\n");
    assertReply(longest.substring(1), longest.substring(1) + "\r\n");
  }

  /** A reply that takes its time between its pieces is one reply, and not its first piece. */
  @Test
  @LookAt("one read is not one message: what is read until the line feed has come?")
  public void TIME_1_a_reply_in_two_pieces_is_one_reply() throws Exception {
    try (var peer =
        ScriptedPeer.playing(client -> {
          client.send("half ");
          LockSupport.parkNanos(50_000_000); // time enough to be read alone
          client.send("a line\n");
        })) {
      var what = "a reply in two pieces";
      var asked = within(HOUR, model().ask(peer.peer(), "hello"));
      Ends.withReply(what, run(what, asked), "half a line");
    }
  }

  private void assertReply(String expected, String sent) throws Exception {
    try (var peer =
        ScriptedPeer.playing(client -> {
          client.send(sent); // at once: an operation may not depend on who speaks first
          client.awaitEnd();
        })) {
      var request = "x".repeat(Line.MAX_BYTES);
      var what = "after the bytes " + Ends.shown(sent);
      Ends.withReply(what, run(what, model().ask(peer.peer(), request)), expected);
      peer.connection(0).awaitEnd();
      assertThat(peer.connection(0).received()).as("the request").isEqualTo(request + "\n");
    }
  }

  /**
   * A peer that always has one more byte to send does not get more time. A failure usually means a
   * deadline per read: each byte starts it anew.
   */
  @Test
  @LookAt("what starts the clock: the operation, once, or every read?")
  public void TIME_2_a_dripping_peer_does_not_stretch_the_deadline() throws Exception {
    var deadline = Duration.ofMillis(150);
    try (var peer = ScriptedPeer.dripping(Duration.ofMillis(10))) {
      late(
          "a reply that comes byte by byte and never ends",
          deadline,
          model().ask(peer.peer(), "hello"));
    }
  }

  /** The read of a line's second half is as bounded as that of its first. */
  @Test
  @LookAt("which of several reads the deadline reaches")
  public void TIME_2_half_a_reply_is_no_reply() throws Exception {
    var deadline = Duration.ofMillis(100);
    try (var peer = ScriptedPeer.playing(client -> client.send("half a li"))) {
      late("half a reply, and then nothing", deadline, model().ask(peer.peer(), "hello"));
    }
  }

  /**
   * The connect is part of the operation. A failure usually means that only reads are bounded: a
   * read timeout begins when there is something to read from.
   *
   * <p>(The write is part of it, too, but cannot be shown: a request of one line fits the socket's
   * buffers, so that it never blocks.)
   */
  @Test
  @LookAt("what bounds the connect, which waits for a listener with a full backlog")
  public void TIME_2_the_connect_is_bounded_too() throws Exception {
    var deadline = Duration.ofMillis(150);
    try (var full = new FullListener()) {
      late("a connect that nobody answers", deadline, model().ask(full.peer(), "hello"));
      assertThat(full.strangers())
          .as("connections that come through after the caller was told that it is too late")
          .isZero();
    }
  }

  /**
   * Not a nanosecond, whatever the duration. A failure usually means a duration cut down to whole
   * milliseconds, a clock read after the start, or a wait that may wake up for no reason.
   */
  @Test
  @LookAt("how the deadline is turned into what a clock or timer takes: never round down")
  public void TIME_3_it_is_never_early() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      for (int i = 0; i < 48; i++) {
        var deadline = Duration.ofNanos(i < 8 ? ODD[i] : i * 211_313L);
        var what = "a peer that says nothing";
        var ended = run(what, within(deadline, model().ask(peer.peer(), "hello")));
        Ends.withFailure(what, ended, TimeoutException.class);
        Ends.notEarly(what, ended, deadline);
      }
    }
  }

  private static final long[] ODD = {
    1, 999, 1_000, 137_313, 999_999, 1_000_000, 1_000_001, 3_900_001
  };

  /** At whatever stage it was cut. */
  @Test
  @LookAt("what becomes of the exception that the cut connect or read fails with")
  public void TIME_3_too_late_is_a_TimeoutException() throws Exception {
    var deadline = Duration.ofMillis(60);
    try (var full = new FullListener();
        var half = ScriptedPeer.playing(client -> client.send("half a li"))) {
      for (var peer : List.of(full.peer(), half.peer())) {
        var what = peer.equals(full.peer()) ? "a connect that waits" : "half a reply";
        var ended = run(what, within(deadline, model().ask(peer, "hello")));
        Ends.withFailure(what, ended, TimeoutException.class);
      }
    }
  }

  /**
   * A computation that cannot be stopped, released only when its deadline has passed, succeeds: too
   * late. A failure usually means that whoever waited for the end forgot why it waited.
   */
  @Test
  @LookAt("whether within() looks at the clock again when the operation has ended")
  @NotRemotely("a computation that never waits leaves no trace that a peer could see")
  public void TIME_3_a_success_after_the_deadline_is_too_late() throws Exception {
    var deadline = Duration.ofMillis(50);
    var what = "a computation that succeeded after its deadline";
    var ended = lateSuccess(what, deadline, spinning -> within(deadline, subject().spin(spinning)));
    Ends.withFailure(what, ended, TimeoutException.class);
  }

  /**
   * A peer that replies at about the deadline. What it can prove: a reply sent when the deadline
   * had passed since the connection was accepted, which was after the operation began, was late.
   */
  @Test
  @LookAt("what decides between a reply and a deadline that come at the same moment")
  public void TIME_3_a_reply_at_about_the_deadline_is_in_time_or_too_late() throws Exception {
    var deadline = Duration.ofMillis(4);
    var replies = new Replies();
    try (var peer = ScriptedPeer.playing(replies::play)) {
      for (int i = -30; i < 30; i++) {
        replies.sendAfter(deadline.plusNanos(i * 50_000L));
        var what = "a reply at about the deadline";
        var ended = run(what, within(deadline, model().ask(peer.peer(), "hello")));
        if (ended.outcome() instanceof Reply) {
          Ends.sentInTime(what, replies.sentTo(peer.connections().getLast()), deadline);
        } else {
          Ends.withFailure(what, ended, TimeoutException.class);
          Ends.notEarly(what, ended, deadline);
        }
      }
    }
  }

  /**
   * When the caller has been told that it is too late, the connection is gone: the peer sees its
   * end, even if it goes on talking, and gets nothing more.
   */
  @Test
  @LookAt("who closes the socket when the deadline passes, and when: before run() comes back")
  public void TIME_4_the_peer_sees_the_connection_end_and_no_more_bytes() throws Exception {
    var told = new CountDownLatch(1);
    try (var peer =
        ScriptedPeer.playing(client -> {
          client.send("half a li");
          told.await();
          while (!client.ended()) {
            client.send(".");
            Thread.sleep(1);
          }
        })) {
      late(
          "half a reply, and later more", Duration.ofMillis(60), model().ask(peer.peer(), "hello"));
      told.countDown();
      Ends.ends("after the timeout", peer.connection(0));
      assertThat(peer.connection(0).received()).as("all the peer has got").isEqualTo("hello\n");
    } finally {
      told.countDown();
    }
  }

  /**
   * Cut at any moment: before there is a socket, as it connects, as it reads. Whatever it had
   * opened by then is closed.
   */
  @Test
  @LookAt("a deadline that passes before there is a socket to close, or just as it connects")
  public void TIME_4_however_early_it_is_cut_nothing_stays_behind() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      for (int i = 0; i < 150; i++) {
        var deadline = Duration.ofNanos(1 + i * 7_919L);
        var what = "a peer that says nothing";
        Ends.withoutReply(what, run(what, within(deadline, model().ask(peer.peer(), "hi"))));
      }
      peer.connections().forEach(connection -> Ends.ends("after the timeout", connection));
    }
  }
}
