package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scenario 3: do something periodically while waiting for something else. Here is what ends a
 * connection, BEAT-4 and BEAT-6; the other rules are inherited.
 *
 * @param <O> the model's own type of operation
 */
public abstract class HeartbeatContract<O> extends HeartbeatLines<O> {
  private static final Duration PERIOD = Duration.ofMillis(20);
  private static final Duration LONG_PERIOD = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final int CLIENTS = 300;

  protected HeartbeatContract(Subject<O> subject) {
    super(subject);
  }

  /**
   * A client that has not sent a byte for the silence limit is told so and dropped, not before, and
   * however many beats it was sent meanwhile. What usually breaks this: one clock for both
   * directions; a limit on the whole conversation; an end without a word.
   */
  @Test
  @LookAt("which events start the silence anew, and who looks at that clock")
  public void BEAT_4_silence_ends_the_connection() throws IOException {
    try (var server = serve(PERIOD, SILENCE);
        var mute = BeatClient.of(server.address());
        var client = BeatClient.of(server.address())) {
      client.listen(SILENCE.dividedBy(3));
      long lastSentAt = System.nanoTime();
      client.expectService("my last words");
      assertDroppedNotBefore(mute, mute.connectingSince());
      assertDroppedNotBefore(client, lastSentAt);
    }
  }

  private static void assertDroppedNotBefore(BeatClient client, long silentSince)
      throws IOException {
    var silent = Duration.ofNanos(client.expectLastWord("BYE silence") - silentSince);
    client.expectEnd();
    assertThat(silent)
        .withFailMessage(
            "BYE silence came after %s of silence; the limit is %s",
            Ends.shown(silent), Ends.shown(SILENCE))
        .isGreaterThanOrEqualTo(SILENCE);
  }

  /**
   * A client that sends a line byte by byte is not silent. What usually breaks this: a clock that
   * only whole lines reset; a time for each line.
   */
  @Test
  @LookAt("whether the clock is reset by a line or by what a read returns")
  public void BEAT_4_any_byte_resets_the_clock() throws IOException {
    for (var limit = SILENCE.multipliedBy(2); !drips(limit); limit = limit.multipliedBy(2)) {
      assertThat(limit).as("silence limits for which this machine was too slow").isLessThan(HOUR);
    }
  }

  /** Whether it can be judged: false if the client itself was silent for too long. */
  private boolean drips(Duration limit) throws IOException {
    try (var server = serve(HOUR, limit);
        var client = BeatClient.of(server.address())) {
      for (char c : "drip drop".toCharArray()) {
        client.sendPart(String.valueOf(c));
        long sentAt = System.nanoTime();
        client.listen(limit.dividedBy(4));
        if (client.heard().lastWord().isPresent()) {
          var silent = Duration.ofNanos(client.heard().lastWord().get().at() - sentAt);
          assertThat(silent)
              .withFailMessage(
                  "in the middle of a line, BYE silence came %s after a byte; the limit is %s",
                  Ends.shown(silent), Ends.shown(limit))
              .isGreaterThanOrEqualTo(limit);
          return false;
        }
      }
      return true;
    }
  }

  /**
   * While its own echo is blocked, since the client does not read, the server reads nothing: then
   * it cannot say that nothing comes. Once the client reads, it gets everything, and is served on.
   * What usually breaks this: the time of the last read compared after a long write; a watchdog
   * that runs on.
   */
  @Test
  @LookAt("whether the clock runs while nobody reads")
  public void BEAT_4_a_client_held_up_is_not_silent() throws IOException {
    for (var limit = SILENCE; !isBlocked(limit); limit = limit.multipliedBy(2)) {
      assertThat(limit).as("silence limits for which this machine was too slow").isLessThan(HOUR);
    }
  }

  /** Whether it can be judged: false if the client itself was silent for too long. */
  private boolean isBlocked(Duration limit) throws IOException {
    var buffers = ServerSettings.defaults().withSocketBuffer(SMALL_BUFFERS);
    try (var server = serve(new HeartbeatSettings(buffers, PERIOD, limit));
        var client = BeatClient.of(server.address(), SMALL_BUFFERS)) {
      var stall = stall(client, PERIOD, limit.multipliedBy(2));
      assertThat(client.sent())
          .as("bytes that the server took from a client that reads nothing: it has to stop reading")
          .isLessThan(FAR_TOO_MUCH);
      try {
        client.expectService("and the rest of the line that could not be sent");
      } catch (AssertionError dropped) {
        if (Duration.ofNanos(System.nanoTime() - stall.until()).compareTo(limit) >= 0) {
          return false;
        }
        throw dropped;
      }
      client.expectLastWord("BYE silence");
      client.expectEnd();
      return true;
    }
  }

  /**
   * A client that ends its output has nothing more to say, and hears nothing more but what it is
   * owed: no beat that is due later. What usually breaks this: a ticker that does not know that the
   * reader has finished; an end of input that is taken for silence.
   */
  @Test
  @LookAt("how the one who beats learns that the one who reads has come to the end")
  public void BEAT_6_after_half_close_the_output_ends() throws IOException {
    var shortly = ServerSettings.defaults().withGrace(SILENCE);
    try (var server = serve(new HeartbeatSettings(shortly, LONG_PERIOD, HOUR));
        var client = BeatClient.of(server.address())) {
      client.expectService("here I am");
      client.sendPart("one\ntwo\nthree\n");
      client.endOutput();
      assertEchoesAndEnd(client);
    }
  }

  /**
   * The same for a client that begins to read only then, late, when echoes are owed and a beat is
   * waiting: every echo, at most the beat that waited, and the end. What usually breaks this: a
   * close at the end of input, with echoes still in a queue.
   */
  @Test
  @LookAt("what is still to be written when the end of input is seen")
  public void BEAT_6_after_half_close_come_the_echoes_owed() throws IOException {
    var shortly = ServerSettings.defaults().withSocketBuffer(SMALL_BUFFERS).withGrace(SILENCE);
    try (var server = serve(new HeartbeatSettings(shortly, LONG_PERIOD, HOUR));
        var client = BeatClient.of(server.address(), SMALL_BUFFERS)) {
      stall(client, LONG_PERIOD, LONG_PERIOD.multipliedBy(2));
      client.endOutput();
      assertEchoesAndEnd(client);
    }
  }

  private static void assertEchoesAndEnd(BeatClient client) throws IOException {
    var heard = client.heard();
    client.hear("the end of the output", () -> client.hasEnded() || heard.beatsAfterLastEcho() > 1);
    assertThat(heard.beatsAfterLastEcho())
        .as(
            "beats after the last echo (one may have waited for it); until then %s",
            heard.summary())
        .isLessThanOrEqualTo(1);
    assertThat(heard.awaited()).as("echoes still owed at the end: %s", heard.summary()).isZero();
    assertThat(heard.lastWord()).as("last word").isEmpty();
  }

  /** How a client goes. */
  enum Goodbye {
    CLOSE,
    RESET,
    HALF_CLOSE
  }

  /**
   * What was there for a client is gone when the client is, though the server goes on: its threads,
   * its socket, and whatever waits for its next beat, which would come in an hour. What usually
   * breaks this: a timer that is never cancelled; a ticker that would notice at its next beat.
   */
  @ParameterizedTest
  @EnumSource(Goodbye.class)
  @LookAt("what is still waiting for the next beat of a client that has gone")
  @NotRemotely(value = "the objects of another process cannot be counted", butTheRest = true)
  public void BEAT_6_a_client_takes_its_timer_with_it(Goodbye goodbye) throws IOException {
    var shortly = ServerSettings.defaults().withGrace(SILENCE);
    try (var server = serve(new HeartbeatSettings(shortly, HOUR, HOUR))) {
      comeAndGo(server, 1, goodbye);
      var held = held();
      comeAndGo(server, CLIENTS, goodbye); // what a model keeps for the next client, it has now
      var objects = ClassCensus.now();
      comeAndGo(server, CLIENTS, goodbye);
      held.assertNothingMore(this, "BEAT-6", "for clients that have gone, with the server open");
      if (subject().process().isEmpty()) {
        assertNothingKept(objects);
      }
    }
  }

  private static void assertNothingKept(ClassCensus before) {
    try {
      Patience.eventually("nothing is kept")
          .pollInterval(Duration.ofMillis(50))
          .until(() -> before.grownBy(CLIENTS).isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "kept of %d clients that have gone, with the server open: %s"
              .formatted(CLIENTS, before.grownBy(CLIENTS)),
          e);
    }
  }

  private static void comeAndGo(Serving server, int clients, Goodbye goodbye) throws IOException {
    for (int i = 0; i < clients; i++) {
      try (var client = Client.of(server.address())) {
        client.sendLine("here I am");
        switch (goodbye) {
          case CLOSE -> {} // that is all
          case RESET -> client.reset();
          case HALF_CLOSE -> {
            client.endOutput();
            client.awaitEnd();
          }
        }
      }
    }
    // Clients are accepted in order: with the last one, all have been.
    try (var _ = Client.of(server.address())) {
      awaitConnections(server, n -> n > 0, "one that has just come is not counted");
    }
    awaitConnections(server, n -> n == 0, "all clients have gone");
  }

  private static void awaitConnections(Serving server, IntPredicate until, String but) {
    try {
      Patience.eventually("as many connections as clients")
          .until(() -> until.test(server.connections()));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "the server says that it has %d connections, but %s".formatted(server.connections(), but),
          e);
    }
  }

  /**
   * The same for a client that goes while the server waits for it to read. What usually breaks
   * this: a failed write that ends the thread that wrote, and only that one.
   */
  @Test
  @LookAt("who notices that the client has gone, and how the others learn of it")
  public void BEAT_6_a_client_may_go_while_its_output_is_blocked() throws IOException {
    try (var server = serve(withBuffers(SMALL_BUFFERS, PERIOD))) {
      comeAndGo(server, 1, Goodbye.CLOSE);
      var held = held();
      try (var client = BeatClient.of(server.address(), SMALL_BUFFERS)) {
        stall(client, PERIOD, PERIOD);
      }
      awaitConnections(server, n -> n == 0, "all clients have gone");
      held.assertNothingMore(this, "BEAT-6", "for a client that has gone, with the server open");
    }
  }

  /**
   * When the server closes, every client's connection ends: of one that waits for beats, of one in
   * the middle of a line, and, when the grace period is over, of one that does not read; and
   * nothing of them stays. What usually breaks this: a close that waits for a thread that is
   * blocked in a write; timers that beat on.
   */
  @Test
  @LookAt("what close() tells the ticker and the reader of each client, and what wakes them")
  public void BEAT_6_close_ends_every_client() throws IOException {
    var grace = ServerSettings.defaults().withGrace(SILENCE).withSocketBuffer(SMALL_BUFFERS);
    try (var server = serve(new HeartbeatSettings(grace, PERIOD, HOUR));
        var stalled = BeatClient.of(server.address(), SMALL_BUFFERS)) {
      Closing closing;
      try (var idle = BeatClient.of(server.address());
          var half = BeatClient.of(server.address())) {
        idle.expectService("here I am");
        half.expectService("here I am");
        half.sendPart("half a line");
        stall(stalled, PERIOD, PERIOD);
        closing = server.closing();
        idle.awaitEnd();
        half.awaitEnd();
      }
      var _ = closing.await(ServerSettings.defaults().grace());
      stalled.awaitEnd();
    }
  }

  /**
   * Closing is safe at any moment, in the middle of a beat too. What usually breaks this: a task
   * that is scheduled on a timer that has just been shut down; a lock that the closing thread and
   * the ticker take in different orders.
   */
  @Test
  @LookAt("what a beat that is just being sent does when everything is closed around it")
  public void BEAT_6_close_may_come_inside_a_beat() throws IOException {
    for (int i = 0; i < 10; i++) {
      try (var server = serve(Duration.ofMillis(1), HOUR)) {
        Closing closing;
        try (var client = BeatClient.of(server.address())) {
          client.expectService("here I am");
          client.listen(Duration.ofMillis(3));
          closing = server.closing();
          client.awaitEnd();
        }
        var _ = closing.await(ServerSettings.defaults().grace());
      }
    }
  }
}
