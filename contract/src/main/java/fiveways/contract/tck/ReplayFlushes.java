package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The part of Replay's contract that is about the flush, PLAY-3. That it comes is waited for
 * patiently; how late it was is not judged.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ReplayFlushes<O> extends ReplayHistory<O> {
  private static final Duration PERIOD = Duration.ofMillis(50);

  ReplayFlushes(Subject<O> subject) {
    super(subject);
  }

  private static void awaitInTheFile(JournalFile journal, List<String> events) {
    boolean came =
        Patience.comes(
            Patience.forAnEvent(), () -> journal.size() == JournalFile.bytes(events).length);
    assertThat(journal.events())
        .as("what is in the file, when it was %swaited for", came ? "" : "in vain ")
        .isEqualTo(events);
  }

  /**
   * An event that nothing comes after is in the file all the same, soon, and so is the next one.
   * What usually breaks this: a flush that is looked after when a line comes; a timer that is set
   * once.
   */
  @Test
  @LookAt("what flushes when nobody sends anything")
  public void PLAY_3_a_flush_needs_no_traffic() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(journal.settings().withFlush(PERIOD));
        var producer = Producer.of("the producer", server.address())) {
      for (int i = 1; i <= 4; i++) {
        producer.produce("event " + i);
        awaitInTheFile(journal, producer.lines());
      }
    }
  }

  /**
   * Events that come one after the other, without a pause as long as the period, are flushed, too.
   * What usually breaks this: a period that begins anew with each event.
   */
  @Test
  @LookAt("from when on the flush period is reckoned")
  public void PLAY_3_traffic_does_not_put_a_flush_off() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(journal.settings().withFlush(PERIOD.multipliedBy(10)));
        var producer = Producer.of("the producer", server.address())) {
      producer.produce("the first event");
      boolean came =
          Patience.comes(
              Patience.forAnEvent(),
              () -> {
                // Some fifty a second: far from being so much that it would be flushed for that.
                Patience.comes(Duration.ofMillis(15), () -> journal.size() > 0);
                producer.produce("on and on");
                return journal.size() > 0;
              });
      assertThat(came).as("whether anything is flushed while events keep coming").isTrue();
    }
  }

  /**
   * Whenever a subscriber gets an event, it is in the file: after the end of the server's process
   * nobody must have seen what never was. What usually breaks this: live events that are passed on
   * when they are appended.
   */
  @Test
  @LookAt("what comes first for an event: the file, or its subscribers")
  public void PLAY_3_live_events_are_in_the_file() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(journal.settings().withFlush(PERIOD));
        var producer = Producer.of("the producer", server.address());
        var subscriber = Subscriber.of("the subscriber", server.address())) {
      subscriber.expect(producer.produce("so that it is live"), journal);
      for (int i = 1; i <= 100; i++) {
        producer.sendLine("event " + i);
        if (i % 20 == 0) {
          producer.expectAcknowledgements();
          subscriber.expect(producer.lines().size(), journal);
        }
      }
    }
  }

  /**
   * With an hour between the flushes the server is closed: what it has acknowledged is in the file
   * then. What usually breaks this: a timer that is cancelled, and with it the flush that was due.
   */
  @Test
  @LookAt("what close() does with what has been appended and not been flushed")
  public void PLAY_3_close_flushes() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(journal.settings().withFlush(HOUR))) {
      Closing closing;
      List<String> acknowledged;
      try (var producer = Producer.of("the producer", server.address())) {
        for (int i = 0; i < 20; i++) {
          producer.produce("event " + i);
        }
        acknowledged = producer.lines();
        closing = server.closing();
        producer.awaitEnd();
      }
      var _ = closing.await(server.grace());
      assertThat(journal.events())
          .as("what is in the file when the server has been closed")
          .isEqualTo(acknowledged);
    }
  }

  /**
   * The same in the middle of traffic: what the server has acknowledged is in the file then, and
   * was sent to a subscriber that reads; what is in the file has been acknowledged to a producer
   * that reads. What usually breaks this: connections that are cut off together, whatever is on its
   * way from one to the other.
   */
  @Test
  @LookAt("in which order close() ends producers, the flush, and subscribers")
  public void PLAY_3_close_sends_what_it_flushes() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(withLongGrace(journal.settings().withFlush(HOUR)))) {
      Closing closing;
      List<String> acknowledged;
      try (var producer = Producer.of("the producer", server.address());
          var subscriber = Subscriber.of("the subscriber", server.address())) {
        producer.produce("the first event");
        awaitLive(subscriber, server);
        for (int i = 0; i < 20; i++) {
          producer.produce("event " + i);
        }
        producer.sendSome(20_000);
        closing = server.closing();
        EventClient.awaitAll(
            List.of(producer, subscriber),
            "the end of both connections",
            () -> producer.hasEnded() && subscriber.hasEnded());
        acknowledged = List.copyOf(producer.lines().subList(0, producer.numbers().size()));
        assertThat(subscriber.events()).as("what the subscriber has got").isEqualTo(acknowledged);
      }
      var _ = closing.await(server.grace());
      assertThat(journal.events())
          .as("what is in the file, of which %d were acknowledged", acknowledged.size())
          .isEqualTo(acknowledged);
    }
  }

  /** A later subscriber's history makes everything live for the ones before. */
  private static void awaitLive(Subscriber subscriber, Serving server) throws IOException {
    try (var later = Subscriber.of("a later subscriber", server.address())) {
      var both = new ArrayList<>(List.of(subscriber, later));
      EventClient.awaitAll(
          both, "event 1", () -> both.stream().noneMatch(s -> s.events().isEmpty()));
    }
  }
}
