package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The part of Heartbeat's contract that is about beats: BEAT-1, BEAT-3 and BEAT-5.
 *
 * @param <O> the model's own type of operation
 */
public abstract class HeartbeatBeats<O> extends Contract<O> {
  static final Duration HOUR = Duration.ofHours(1);

  /** Small enough to be filled at once, and large enough for TCP to get going again. */
  static final int SMALL_BUFFERS = 16 * 1024;

  /** No server of lines needs so much memory for one client. */
  static final long FAR_TOO_MUCH = 2L << 20;

  private static final Duration PERIOD = Duration.ofMillis(20);

  /** So long that even on a busy machine no client that sends all the time seems to pause. */
  private static final Duration LONG_PERIOD = Duration.ofMillis(150);

  private static final int STALLED_PERIODS = 12;

  /** A server that still had something to write had a processor by now. */
  private static final Duration SETTLED = Duration.ofMillis(100);

  HeartbeatBeats(Subject<O> subject) {
    super(subject, "BEAT-6", "BEAT-6");
  }

  final Serving serve(Duration period, Duration silence) throws IOException {
    return serve(new HeartbeatSettings(ServerSettings.defaults(), period, silence));
  }

  final Serving serve(HeartbeatSettings settings) throws IOException {
    return Serving.of(model().heartbeat(settings), settings.server());
  }

  /** Nobody is dropped for silence. */
  static HeartbeatSettings withBuffers(int socketBuffers, Duration period) {
    return new HeartbeatSettings(
        ServerSettings.defaults().withSocketBuffer(socketBuffers), period, HOUR);
  }

  /** Lines of some 200 bytes, each another. */
  static String line(int n) {
    return "line %08d %s".formatted(n, "-".repeat(190));
  }

  /**
   * A client that says nothing hears every beat. What usually breaks this: beats that are only
   * looked after when a line has come.
   */
  @Test
  @LookAt("what wakes the one who beats, when nothing comes from the client")
  public void BEAT_1_beats_go_on_while_nothing_comes() throws IOException {
    try (var server = serve(PERIOD, HOUR);
        var client = BeatClient.of(server.address())) {
      int inARow = 0;
      long last = 0;
      long start = System.nanoTime();
      while (inARow < 4) {
        long n = client.nextBeat().number();
        inARow = n == last + 1 ? inARow + 1 : 0;
        last = n;
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .withFailMessage("never did five beats in a row leave none out: %s", numbers(client))
            .isLessThan(Patience.forAnEvent());
      }
    }
  }

  /**
   * A client whose lines never stop coming hears its beats all the same. What usually breaks this:
   * the read's timeout as the ticker, so that each line puts the beat off.
   */
  @Test
  @LookAt("what happens to the time until the next beat when a line comes in between")
  public void BEAT_1_beats_go_on_while_lines_are_echoed() throws IOException {
    try (var server = serve(LONG_PERIOD, HOUR);
        var client = BeatClient.of(server.address())) {
      long start = System.nanoTime();
      while (client.heard().beats().size() < 4) {
        client.sendLine(line(client.heard().expected()));
        client.hear("an echo", () -> client.heard().awaited() < 64);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .withFailMessage(
                "for %d periods no four beats, while lines came all the time: %s",
                Duration.ofNanos(System.nanoTime() - start).dividedBy(LONG_PERIOD),
                client.heard().summary())
            .isLessThan(LONG_PERIOD.multipliedBy(4).plus(Patience.forAnEvent()));
      }
    }
  }

  /**
   * A client that does not read, and has the server's output to it blocked, holds up nobody else.
   * What usually breaks this: one lock for all clients, held while writing to one; one thread that
   * writes to all.
   */
  @Test
  @LookAt("what is held, and whose it is, while a write to one client blocks")
  public void BEAT_1_a_client_that_does_not_read_holds_up_nobody_else() throws IOException {
    try (var server = serve(withBuffers(SMALL_BUFFERS, PERIOD));
        var early = BeatClient.of(server.address());
        var stalled = BeatClient.of(server.address(), SMALL_BUFFERS)) {
      early.expectService("before");
      stall(stalled, PERIOD, PERIOD);
      for (int i = 0; i < 5; i++) {
        early.nextBeat();
      }
      early.expectService("behind its back");
      try (var late = BeatClient.of(server.address())) {
        late.expectService("after it");
        late.nextBeat();
      }
    }
  }

  /**
   * Beats that could not be sent while the output was blocked are skipped, and their numbers with
   * them. What usually breaks this: beats that are counted instead of read from the clock; a timer
   * that makes up for what it missed; a queue.
   */
  @Test
  @LookAt("where a beat's number comes from, and when: before or after the output was free")
  public void BEAT_1_missed_beats_are_skipped_with_their_numbers() throws IOException {
    try (var server = serve(withBuffers(SMALL_BUFFERS, PERIOD));
        var client = BeatClient.of(server.address(), SMALL_BUFFERS)) {
      var stall = stall(client, PERIOD, PERIOD.multipliedBy(2 * STALLED_PERIODS)).laterHalf();
      assertThat(missedBeatsHeard(client, stall))
          .as(
              "beats that were due while the output was blocked, for %d periods of %d ms (one may"
                  + " have been waiting)",
              stall.length().dividedBy(PERIOD), PERIOD.toMillis())
          .hasSizeLessThanOrEqualTo(1);
      assertThat(numbers(client)).as("the numbers of all beats").isSorted().doesNotHaveDuplicates();
    }
  }

  /**
   * No beat comes before its time: BEAT n not before n periods have passed since the client began
   * to connect. What usually breaks this: a first beat at once; a period cut down to whole
   * milliseconds; catching up.
   */
  @Test
  @LookAt("how long the first wait is, and in which unit of time")
  public void BEAT_3_no_beat_comes_early() throws IOException {
    var period = Duration.ofNanos(1_900_000);
    try (var server = serve(period, HOUR);
        var client = BeatClient.of(server.address())) {
      for (int i = 0; i < 100; i++) {
        assertNotEarly(client, client.nextBeat(), period);
      }
    }
  }

  /**
   * Over 1,000 periods of 5 ms the beats keep to the clock. A pause of the machine delays some
   * beats, drift delays all that follow: so what is judged is the least late of the last 200. What
   * usually breaks this: sleeping a period after each beat, where a sleep always takes a little
   * longer, and counting.
   */
  @Test
  @LookAt("from what moment each wait is reckoned: the last beat, or the first")
  public void BEAT_3_beats_do_not_drift() throws IOException {
    var period = Duration.ofMillis(5);
    var slack = period.multipliedBy(5);
    try (var server = serve(period, HOUR);
        var client = BeatClient.of(server.address())) {
      client.expectService("here I am");
      long acceptedBy = System.nanoTime();
      var last = new ArrayDeque<Long>();
      for (long n = 0; n < 1000; ) {
        var beat = client.nextBeat();
        assertNotEarly(client, beat, period);
        n = beat.number();
        last.add(beat.at() - acceptedBy - n * period.toNanos());
        if (last.size() > 200) {
          last.remove();
          var late = Duration.ofNanos(Collections.min(last));
          assertThat(late)
              .withFailMessage(
                  "of the 200 beats up to BEAT %d even the least late was %s late; the slack is %s",
                  n, Ends.shown(late), Ends.shown(slack))
              .isLessThanOrEqualTo(slack);
        }
      }
    }
  }

  private static void assertNotEarly(BeatClient client, Heard.Beat beat, Duration period) {
    assertThat(beat.number()).as("the number of a beat").isPositive();
    var age = Duration.ofNanos(beat.at() - client.connectingSince());
    var due = period.multipliedBy(beat.number());
    assertThat(age)
        .withFailMessage(
            "BEAT %d came %s after the client had begun to connect; with a period of %s it is due"
                + " after %s",
            beat.number(), Ends.shown(age), Ends.shown(period), Ends.shown(due))
        .isGreaterThanOrEqualTo(due);
  }

  /**
   * The whole process is stopped for more than ten periods, in the middle of everything, and goes
   * on: the next beats carry the numbers that the clock says. Only where there are POSIX signals.
   * What usually breaks this: beats that are counted; a timer that makes up for what it missed.
   */
  @Test
  @LookAt("what your timer does with the times that passed while it could not run")
  public void BEAT_3_after_a_pause_of_the_whole_process_the_number_jumps() throws Exception {
    var settings = new HeartbeatSettings(ServerSettings.defaults(), PERIOD, HOUR);
    try (var server = subject().heartbeatProcess(settings);
        var client = BeatClient.of(server.address())) {
      client.expectService("here I am");
      long acceptedBy = System.nanoTime();
      client.nextBeat();
      server.freeze();
      client.listenUntilQuietFor(PERIOD.multipliedBy(3));
      long since = System.nanoTime();
      client.listen(PERIOD.multipliedBy(STALLED_PERIODS));
      var pause = new Stall(client.connectingSince(), acceptedBy, PERIOD, since, System.nanoTime());
      server.thaw();
      assertThat(missedBeatsHeard(client, pause))
          .as(
              "beats that were due while the process was stopped, for %d periods (one may have been"
                  + " on its way)",
              pause.length().dividedBy(PERIOD))
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  /**
   * While the output is blocked, one beat waits at most: when the client reads again, it hears that
   * one, and from then on one for each period that the time since touches, which are two more than
   * it is long. (It may well have been numbered lately: a server that had no processor when the
   * client was blocked did its last step after that.) What usually breaks this: a queue of lines, a
   * bounded one too; a task that is scheduled anew while the last one is still waiting.
   */
  @Test
  @LookAt("where a beat waits while the output is blocked, and how many have room there")
  public void BEAT_5_one_beat_waits_at_most() throws IOException {
    try (var server = serve(withBuffers(SMALL_BUFFERS, PERIOD));
        var client = BeatClient.of(server.address(), SMALL_BUFFERS)) {
      var stall = stall(client, PERIOD, PERIOD.multipliedBy(STALLED_PERIODS));
      client.expectService("the rest of the last line, and this one");
      client.listen(PERIOD.multipliedBy(2));
      var since = client.heard().beats().stream().filter(stall::dueAfterItBegan).toList();
      for (int beats = 1; beats <= since.size(); beats++) {
        long after = since.get(beats - 1).at() - stall.until();
        assertThat(since.stream().map(Heard.Beat::number).limit(beats).toList())
            .as(
                "beats that came within %d ms after the client read again, with one each %d ms",
                Duration.ofNanos(after).toMillis(), PERIOD.toMillis())
            .hasSizeLessThanOrEqualTo(1 + Math.toIntExact(after / PERIOD.toNanos()) + 2);
      }
    }
  }

  /**
   * Sends lines and does not read, until the server takes no more (or has taken far too much), and
   * for so long after that. It begins a while after the client sees it: a server that had no
   * processor just then may still have room for a line, and a beat.
   */
  static Stall stall(BeatClient client, Duration period, Duration length) throws IOException {
    client.expectService("here I am");
    long acceptedBy = System.nanoTime();
    long since;
    do {
      do {
        client.push(HeartbeatBeats::line, FAR_TOO_MUCH);
      } while (client.couldSendWithin(SETTLED) && client.sent() < FAR_TOO_MUCH);
      since = System.nanoTime();
    } while (client.couldSendWithin(length) && client.sent() < FAR_TOO_MUCH);
    return new Stall(client.connectingSince(), acceptedBy, period, since, System.nanoTime());
  }

  /** Reads on until the numbers are those of the clock, or some are clearly not. */
  private static List<Long> missedBeatsHeard(BeatClient client, Stall stall) throws IOException {
    var beats = client.heard().beats();
    Supplier<List<Long>> missed =
        () ->
            beats.stream().filter(stall::dueMeanwhile).map(Heard.Beat::number).distinct().toList();
    client.hear(
        "a beat after the pause",
        () -> beats.stream().anyMatch(stall::dueAfterItEnded) || missed.get().size() > 2);
    return missed.get();
  }

  private static List<Long> numbers(BeatClient client) {
    return client.heard().beats().stream().map(Heard.Beat::number).toList();
  }
}
