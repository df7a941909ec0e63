package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * The part of Replay's contract that is about subscribers who do not read, and about what stays of
 * whoever has gone, PLAY-5.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ReplayBounds<O> extends ReplayRestarts<O> {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final int WAITING = 10;
  private static final String LONG_LINE = "z".repeat(8_000);

  ReplayBounds(Subject<O> subject) {
    super(subject);
  }

  /**
   * Of two subscribers one does not read its live events. The other one gets all of them, the
   * producer is acknowledged all of them, and the one that does not read is dropped: if it reads in
   * the end, its connection ends long before the last event. What usually breaks this: a write to a
   * subscriber by whoever produces; a queue without a bound; a bound where the queue waits for
   * room.
   */
  @Test
  @LookAt("who waits, and for what, when a live event cannot be written to one subscriber")
  public void PLAY_5_a_subscriber_that_does_not_read_is_dropped() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(withSmallBuffers(journal).withWaiting(WAITING));
        var producer = Producer.of("the producer", server.address());
        var reader = Subscriber.of("who reads", server.address());
        var stalled = Subscriber.of("who does not read", server.address(), SMALL_BUFFERS)) {
      producer.produce("so that both are live");
      stalled.expect(producer.lines());
      for (int i = 1; i <= 200; i++) {
        producer.produce(i + LONG_LINE);
        reader.expect(producer.lines());
      }
      stalled.await(
          "the end of its connection",
          () -> stalled.hasEnded() || stalled.events().size() == producer.lines().size());
      assertThat(stalled.events().size())
          .as("events for a subscriber that did not read, when %d may wait for it", WAITING)
          .isLessThan(producer.lines().size());
      stalled.assertBegins(producer.lines());
      awaitConnections(server, 2);
      expectService(server, producer.lines());
    }
  }

  /** Whoever is within its bound is not dropped: it may read later. */
  @Test
  @LookAt("what is counted, and against which bound")
  public void PLAY_5_a_subscriber_within_its_bound_may_read_later() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(withSmallBuffers(journal).withWaiting(200));
        var producer = Producer.of("the producer", server.address());
        var reader = Subscriber.of("who reads", server.address());
        var later = Subscriber.of("who reads later", server.address(), SMALL_BUFFERS)) {
      producer.produce("so that both are live");
      later.expect(producer.lines());
      for (int i = 1; i <= 199; i++) {
        producer.produce(i + LONG_LINE);
      }
      reader.expect(producer.lines());
      later.expect(producer.lines());
    }
  }

  private static void awaitConnections(Serving server, int expected) {
    try {
      Patience.eventually("as many connections as clients")
          .until(() -> server.connections() == expected);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "the server says that it has %d connections; of its clients %d are left"
              .formatted(server.connections(), expected),
          e);
    }
  }

  /**
   * A subscriber does not read its history. It holds the producers up until the replay limit, and
   * is dropped then; what was sent meanwhile is acknowledged, and nothing is lost. What usually
   * breaks this: a limit for each event; a write that no limit ends.
   */
  @Test
  @LookAt("what ends a replay that does not go on, and who lets the producers go on then")
  public void PLAY_5_a_replay_has_a_limit() throws IOException {
    try (var journal = JournalFile.of(LONG_HISTORY);
        var server = serve(withSmallBuffers(journal).withReplay(LIMIT));
        var producer = Producer.of("the producer", server.address());
        var stalled = Subscriber.of("the subscriber", server.address(), SMALL_BUFFERS)) {
      boolean held = stalled.hasHeardTheFirstBytes();
      producer.produce("one more");
      var after = Duration.ofNanos(System.nanoTime() - stalled.connectingSince());
      assertThat(!held || after.compareTo(LIMIT) >= 0)
          .as("whether it was held up until the limit of %s, and not only %s", LIMIT, after)
          .isTrue();
      stalled.await(
          "the end of its connection",
          () -> stalled.hasEnded() || stalled.events().size() > LONG_HISTORY.size());
      assertThat(stalled.events().size())
          .as("events for a subscriber that did not read its history in time")
          .isLessThan(LONG_HISTORY.size());
      expectService(server, plus(LONG_HISTORY, "one more"));
    }
  }

  /** The same for one that goes in the middle of its history, long before the limit. */
  @Test
  @LookAt("what lets the producers go on when a replay ends with an exception")
  public void PLAY_5_a_subscriber_may_go_in_its_replay() throws IOException {
    try (var journal = JournalFile.of(LONG_HISTORY);
        var server = serve(withSmallBuffers(journal));
        var producer = Producer.of("the producer", server.address())) {
      producer.produce("here I am");
      var held = held();
      for (int i = 0; i < 3; i++) {
        try (var goes = Subscriber.of("the subscriber", server.address(), SMALL_BUFFERS)) {
          assertThat(goes.hasHeardTheFirstBytes()).as("whether a replay has begun").isTrue();
          producer.sendLine("event " + i);
          goes.reset();
        }
        producer.expectAcknowledgements();
      }
      awaitConnections(server, 1);
      held.assertNothingMore(this, "PLAY-5", "for clients that have gone, with the server open");
      expectService(server, plus(LONG_HISTORY, producer.lines()));
    }
  }

  /**
   * Producers and subscribers come and go: what was there for them is gone with them, at the latest
   * when there are more events; the file that they read, too. And the journal is closed with its
   * server. What usually breaks this: a file that is opened for each replay, and closed by the
   * collector if at all; a subscriber that is forgotten only when it is full.
   */
  @Test
  @LookAt("who closes what a replay has opened, and who forgets a subscriber that has gone")
  public void PLAY_5_nothing_stays_of_who_has_gone() throws IOException {
    try (var journal = JournalFile.of(List.of("old"))) {
      try (var server = serve(journal);
          var stays = Producer.of("a producer that stays", server.address())) {
        comeAndGo(server, stays);
        var held = held();
        long opened = journal.openedBy(subject().process());
        for (int i = 0; i < 20; i++) {
          comeAndGo(server, stays);
        }
        held.assertNothingMore(this, "PLAY-5", "for clients that have gone, with the server open");
        awaitOpened(journal, opened, "when all subscribers have gone");
      }
      awaitOpened(journal, 0, "when the server has been closed");
    }
  }

  private void awaitOpened(JournalFile journal, long most, String when) {
    boolean closed =
        Patience.comes(Patience.forAnEvent(), () -> journal.openedBy(subject().process()) <= most);
    assertThat(closed)
        .as(
            "whether the journal is open %d times at most %s; it is %d times",
            most, when, journal.openedBy(subject().process()))
        .isTrue();
  }

  private static void comeAndGo(Serving server, Producer stays) throws IOException {
    try (var producer = Producer.of("a producer", server.address());
        var subscriber = Subscriber.of("a subscriber", server.address());
        var rude = Subscriber.of("a subscriber that resets", server.address())) {
      producer.produce("event");
      subscriber.expect(1);
      rude.expect(1);
      rude.reset();
    }
    // A write is what notices, and perhaps only the second one.
    boolean gone =
        Patience.comes(
            Patience.forAnEvent(),
            () -> {
              stays.produce("for whoever is there");
              return Patience.comes(FLUSH.multipliedBy(4), () -> server.connections() == 1);
            });
    assertThat(gone)
        .as(
            "whether the server has one connection, as it has one client; it says %d",
            server.connections())
        .isTrue();
  }

  /**
   * The server is closed with all kinds of clients: a producer in the middle of a line, one that is
   * held up, a subscriber that waits for the next event, one that does not read its history. When
   * the grace period is over, all of them have ended. What usually breaks this: a thread that waits
   * for a replay to end; a flush that is an hour away.
   */
  @Test
  @LookAt("what wakes each of those who wait when the server closes")
  public void PLAY_5_close_ends_every_client() throws IOException {
    try (var journal = JournalFile.of(LONG_HISTORY)) {
      var settings = withSmallBuffers(journal).withFlush(HOUR);
      var grace = settings.server().withGrace(SHORT);
      try (var server = serve(settings.withServer(grace));
          var stalled = Subscriber.of("who does not read", server.address(), SMALL_BUFFERS);
          var half = Producer.of("a producer", server.address());
          var silent = Producer.saying("who has not said what it is", server.address(), "PRO")) {
        assertThat(stalled.hasHeardTheFirstBytes()).as("whether a replay has begun").isTrue();
        half.send("held up\nhalf a l");
        try (var live = Subscriber.of("who waits", server.address())) {
          // It may have to wait for the replay before it.
          Patience.comes(Patience.forNothing(), () -> live.pump() && live.events().size() > 511);
          var closing = server.closing();
          EventClient.awaitAll(
              List.of(half, silent, live),
              "the end of every connection",
              () -> half.hasEnded() && silent.hasEnded() && live.hasEnded());
          var _ = closing.await(SHORT);
          stalled.awaitEnd();
          assertThat(journal.events())
              .as("what is in the file is the history, and what else was acknowledged")
              .startsWith(LONG_HISTORY.toArray(String[]::new))
              .hasSizeGreaterThanOrEqualTo(LONG_HISTORY.size() + half.numbers().size());
        }
      }
    }
  }

  /** A subscriber that waits, and is owed nothing, does not have to wait for the grace period. */
  @Test
  @LookAt("who tells a subscriber that waits for the next event that the server closes")
  public void PLAY_5_close_does_not_wait_for_who_is_owed_nothing() throws IOException {
    try (var journal = JournalFile.of(List.of("old"));
        var server = serve(withLongGrace(journal.settings()))) {
      Closing closing;
      try (var producer = Producer.of("the producer", server.address());
          var subscriber = Subscriber.of("the subscriber", server.address())) {
        producer.produce("new");
        subscriber.expect(List.of("old", "new"));
        closing = server.closing();
        EventClient.awaitAll(
            List.of(producer, subscriber),
            "the end of both connections",
            () -> producer.hasEnded() && subscriber.hasEnded());
      }
      var _ = closing.await(Duration.ZERO);
    }
  }
}
