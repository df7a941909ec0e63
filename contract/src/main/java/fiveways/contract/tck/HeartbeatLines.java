package fiveways.contract.tck;

import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * The part of Heartbeat's contract that is about lines: BEAT-2, and with it the format of lines on
 * the wire.
 *
 * @param <O> the model's own type of operation
 */
public abstract class HeartbeatLines<O> extends HeartbeatBeats<O> {

  /** Filled by three long lines. */
  private static final int TINY_BUFFERS = 4096;

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  /** Bounds the time that one conversation takes. */
  private static final int PAUSES = 30;

  private boolean falsified;

  HeartbeatLines(Subject<O> subject) {
    super(subject);
  }

  /**
   * Whatever the lines, and in whatever pieces they arrive and leave: they come back whole, in
   * order, with beats between them and never within. Both sides have tiny buffers, so that the
   * server is blocked in the middle of a line every now and then, and the period is a millisecond,
   * so that a beat is always about to come. What usually breaks this: bytes that are sent back
   * before their line is whole; a line that is written in two pieces; text that is decoded and
   * encoded; one line per read. 20 tries.
   */
  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
  @LookAt("what else may be written between the first byte of a line and its line feed")
  public void BEAT_2_lines_come_back_whole_and_in_order(
      @ForAll("conversations") Conversation conversation) throws IOException {
    // Once it is known to be broken, the search for a smaller sample need not be patient.
    var patience = falsified ? Duration.ofMillis(200) : Patience.forAnEvent();
    try (var server = serve(withBuffers(TINY_BUFFERS, MILLISECOND));
        var client =
            BeatClient.of(server.address(), TINY_BUFFERS).strict().withPatience(patience)) {
      client.announce(conversation.bytes());
      client.converse(conversation::step, PAUSES);
    } catch (AssertionError broken) {
      falsified = true;
      throw broken;
    }
  }

  @Provide
  Arbitrary<Conversation> conversations() {
    return Conversation.any();
  }

  /**
   * A line that arrives in pieces, with beats between them, comes back in one piece. What usually
   * breaks this: the read's timeout as the ticker, where the half line that was read is lost with
   * the exception; a server that echoes bytes.
   */
  @Test
  @LookAt("where half a line is kept while something else is done")
  public void BEAT_2_a_line_that_arrives_in_pieces_comes_back_whole() throws IOException {
    try (var server = serve(Duration.ofMillis(10), HOUR);
        var client = BeatClient.of(server.address()).strict()) {
      for (var piece : new String[] {"a line", " in ", "pieces", "\r", "\nand ano", "ther", "\n"}) {
        client.sendPart(piece);
        client.listen(Duration.ofMillis(25)); // some beats
      }
      client.expectEchoes();
    }
  }

  /**
   * Long lines that leave in pieces, since the client reads slowly, leave whole, with a beat always
   * waiting. What usually breaks this: a write that took only a part, and the rest of it behind
   * whatever came in between; text and line feed written apart.
   */
  @Test
  @LookAt("who may write while half a line is out")
  public void BEAT_2_a_line_that_leaves_in_pieces_leaves_whole() throws IOException {
    try (var server = serve(withBuffers(TINY_BUFFERS, MILLISECOND));
        var client = BeatClient.of(server.address(), TINY_BUFFERS).strict()) {
      for (int i = 0; i < 60; i++) {
        client.announce(new Line(String.valueOf(i).repeat(4000)).bytes());
      }
      client.converse(_ -> new Conversation.Step(10_000, 999, 300), Integer.MAX_VALUE);
    }
  }

  /**
   * While lines are echoed as fast as they come, and a beat comes every millisecond, none lands
   * inside a line. What usually breaks this: text and line feed written apart, each under a lock of
   * its own.
   */
  @Test
  @LookAt("how much is written under one lock, or by one owner: a line, or a piece of one")
  public void BEAT_2_no_beat_lands_inside_a_line_of_a_flood() throws IOException {
    try (var server = serve(MILLISECOND, HOUR);
        var client = BeatClient.of(server.address()).strict()) {
      while (client.heard().beats().size() < 200 && client.heard().expected() < 100_000) {
        client.sendLine(line(client.heard().expected()));
        client.hear("an echo", () -> client.heard().awaited() < 64);
      }
      client.expectEchoes();
    }
  }

  /**
   * A line comes back at once, and so do many that were sent together: the first beat would come in
   * an hour. What usually breaks this: echoes that wait for the beat; an output that is not
   * flushed; only the first line of what a read returned.
   */
  @Test
  @LookAt("what has to happen until a line is sent back, and what happens to the line behind it")
  public void BEAT_2_lines_come_back_at_once() throws IOException {
    try (var server = serve(HOUR, HOUR);
        var client = BeatClient.of(server.address()).strict()) {
      client.expectService("one");
      client.sendPart("two\nthree\n\nfour and ");
      client.hear("the echoes of three lines", () -> client.heard().awaited() == 0);
      client.expectService("a half");
      client.sendLine(
          IntStream.range(0, 500).mapToObj(HeartbeatBeats::line).collect(Collectors.joining("\n")));
      client.expectEchoes();
    }
  }

  /**
   * A line may hold any byte but a line feed. What usually breaks this: text that is decoded as
   * UTF-8 and encoded again.
   */
  @Test
  @LookAt("which charset turns bytes into text and back, if there is text at all")
  public void BEAT_2_a_line_may_hold_any_byte() throws IOException {
    try (var server = serve(HOUR, HOUR);
        var client = BeatClient.of(server.address()).strict()) {
      for (char c = 0; c <= 0xFF; c++) {
        client.sendLine(c == '\n' ? "" : "<" + c + ">");
      }
      client.expectEchoes();
    }
  }

  /**
   * One carriage return directly before the line feed is dropped; any other stays. What usually
   * breaks this: {@code readLine} of the library, which ends lines at every carriage return; trim.
   */
  @Test
  @LookAt("what ends a line, and what is dropped with it")
  public void BEAT_2_one_carriage_return_before_the_line_feed_is_dropped() throws IOException {
    try (var server = serve(HOUR, HOUR);
        var client = BeatClient.of(server.address()).strict()) {
      for (var line :
          new String[] {"one\r", "\r", "two\r\r", "car\rriage", "\rfirst", " spaces "}) {
        client.expectService(line);
      }
    }
  }

  /**
   * 8,192 bytes before the line feed are a line, a carriage return included. The next byte without
   * one is answered at once with {@code ERR line too long} and the end of the output; what still
   * comes is discarded. Others do not notice. What usually breaks this: a line of any length; a
   * close with unread bytes, which is a reset, and takes the answer with it.
   */
  @Test
  @LookAt("what becomes of the bytes that are still coming when the connection has to end")
  public void BEAT_2_a_line_too_long_is_refused() throws IOException {
    var patient = ServerSettings.defaults().withGrace(Duration.ofMinutes(1));
    try (var server = serve(new HeartbeatSettings(patient, HOUR, HOUR));
        var other = BeatClient.of(server.address());
        var client = BeatClient.of(server.address())) {
      client.expectService("x".repeat(Line.MAX_BYTES));
      client.expectService("x".repeat(Line.MAX_BYTES - 1) + "\r");
      client.sendPart("x".repeat(Line.MAX_BYTES + 1));
      client.expectLastWord("ERR line too long");
      for (int i = 0; i < 5; i++) {
        client.sendPart("x".repeat(Line.MAX_BYTES));
        client.listen(Duration.ofMillis(5)); // for a reset
        other.expectService("still here");
      }
      client.expectEnd();
    }
  }

  /**
   * Who was told to go and sends on and on is discarded for the grace period, and then cut off.
   * What usually breaks this: a thread that reads and drops without ever having to wait, and so
   * never hears that it is to end.
   */
  @Test
  @LookAt("what ends the discarding of a client that sends without a pause")
  public void BEAT_2_who_sends_on_after_the_last_word_is_cut_off() throws IOException {
    var shortly = ServerSettings.defaults().withGrace(Duration.ofMillis(200));
    try (var server = serve(new HeartbeatSettings(shortly, HOUR, HOUR));
        var client = BeatClient.of(server.address())) {
      client.sendPart("x".repeat(Line.MAX_BYTES + 1));
      client.expectLastWord("ERR line too long");
      client.floodUntilCutOff(server.grace().plus(Patience.forAnEvent()));
    }
  }

  /**
   * Bytes after the last line feed at the end of the client's output are no line. What usually
   * breaks this: {@code readLine} of the library, which returns them as one.
   */
  @Test
  @LookAt("what your way of reading lines does with half a line at the end of the stream")
  public void BEAT_2_bytes_after_the_last_line_feed_are_no_line() throws IOException {
    try (var server = serve(HOUR, HOUR);
        var client = BeatClient.of(server.address()).strict()) {
      client.sendPart("a line\nhalf a line");
      client.endOutput();
      client.listen(Patience.forNothing());
    }
  }
}
