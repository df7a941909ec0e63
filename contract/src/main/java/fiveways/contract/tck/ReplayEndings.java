package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The part of Replay's contract that is about what stays of whoever has gone, and of a server that
 * is closed: nothing, PLAY-5.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ReplayEndings<O> extends ReplayBounds<O> {
  private static final Duration SHORT = Duration.ofMillis(300);

  ReplayEndings(Subject<O> subject) {
    super(subject);
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
