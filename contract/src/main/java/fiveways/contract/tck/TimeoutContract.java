package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Line;
import java.time.Duration;
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
 * Scenario 2: bound any operation from outside.
 *
 * @param <O> the model's own type of operation
 */
public abstract class TimeoutContract<O> extends Contract<O> {
  /** Longer than any test. */
  static final Duration HOUR = Duration.ofHours(1);

  protected TimeoutContract(Subject<O> subject) {
    super(subject, "TIME-4", "TIME-4");
  }

  private Running.Ended run(String what, O operation) throws InterruptedException {
    return Running.run(model(), operation).await(what);
  }

  private void late(String what, Duration deadline, O operation) throws InterruptedException {
    Ends.late(what, run(what, model().within(deadline, operation)), deadline);
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
      var asked = model().within(HOUR, model().ask(peer.peer(), request));
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
}
