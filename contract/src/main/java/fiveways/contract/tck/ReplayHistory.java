package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * The part of Replay's contract that is about the history and what comes after it: PLAY-1 and
 * PLAY-2.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ReplayHistory<O> extends ReplayLines<O> {

  /** Filled by few events of a history. */
  static final int SMALL_BUFFERS = 4096;

  /** Far more than what the sockets of a subscriber take: 4 MB. */
  static final List<String> LONG_HISTORY =
      IntStream.rangeClosed(1, 512).mapToObj(i -> i + " " + "history ".repeat(1_000)).toList();

  private boolean falsified;

  ReplayHistory(Subject<O> subject) {
    super(subject);
  }

  /** Nobody is dropped for being slow, however slow the machine. */
  private static ReplaySettings forTraffic(JournalFile journal) {
    return journal.settings().withFlush(Duration.ofMillis(1)).withWaiting(1_000_000);
  }

  /** A server with a long history, whose subscribers have small buffers. */
  final ReplaySettings withSmallBuffers(JournalFile journal) {
    var settings = journal.settings().withFlush(FLUSH);
    return settings.withServer(settings.server().withSocketBuffer(SMALL_BUFFERS));
  }

  /**
   * Producers come and send lines in pieces, subscribers come, read now and then, and go, in any
   * order. In the end every event has one number, and every subscriber has the same events. What
   * usually breaks this: an event that is appended between the end of a replay and the beginning of
   * the live stream, or that is in both; a number for each producer. 25 tries.
   */
  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
  @LookAt("the moment in which a subscriber's history ends and its live stream begins")
  public void PLAY_1_each_subscriber_gets_everything_once_and_in_order(
      @ForAll("steps") List<ReplayScript.Step> steps) throws IOException {
    // Once it is known to be broken, the search for a smaller sample need not be patient.
    var patience = falsified ? Duration.ofMillis(300) : Patience.forAnEvent();
    try (var journal = JournalFile.missing();
        var server = serve(forTraffic(journal));
        var script = new ReplayScript(server.address(), patience)) {
      for (var step : steps) {
        script.play(step);
      }
      script.expectTheSameForAll();
    } catch (AssertionError broken) {
      falsified = true;
      throw broken;
    }
  }

  @Provide
  Arbitrary<List<ReplayScript.Step>> steps() {
    return ReplayScript.steps();
  }

  /**
   * Six producers send without a pause, and subscribers come in the midst of it, one after the
   * other. What usually breaks this is the same, and shows where several are at it at once.
   */
  @Test
  @LookAt("who may append while a subscriber goes from its history to the live stream")
  public void PLAY_1_subscribers_may_come_in_full_traffic() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(forTraffic(journal));
        var script = new ReplayScript(server.address(), Patience.forAnEvent())) {
      for (int i = 0; i < 6; i++) {
        script.play(new ReplayScript.Step(ReplayScript.Kind.PRODUCE, 0, 0));
      }
      for (int i = 0; i < 40; i++) {
        if (i % 8 == 4) {
          script.play(new ReplayScript.Step(ReplayScript.Kind.SUBSCRIBE, 0, 0));
        }
        script.producers().forEach(producer -> producer.sendSome(2_000));
        script.all().forEach(EventClient::pump);
      }
      script.expectTheSameForAll();
    }
  }

  /**
   * With an hour between the flushes: what has been acknowledged before somebody subscribes comes
   * with its history, and is in the file. What usually breaks this: a history that is what the last
   * flush left.
   */
  @Test
  @LookAt("what is not in the file yet when a replay begins")
  public void PLAY_2_a_replay_first_flushes() throws IOException {
    try (var journal = JournalFile.of(List.of("from before"));
        var server = serve(journal.settings().withFlush(HOUR));
        var producer = Producer.of("the producer", server.address())) {
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 10; i++) {
          producer.produce("event %d of round %d".formatted(i, round));
        }
        try (var subscriber = Subscriber.of("the subscriber", server.address())) {
          var acknowledged = plus(List.of("from before"), producer.lines());
          subscriber.expect(acknowledged);
          assertThat(journal.events())
              .as("what is in the file when it has been replayed")
              .isEqualTo(acknowledged);
        }
      }
    }
  }

  /**
   * A subscriber does not read its long history: as long as it is in its replay, nothing that is
   * sent then is acknowledged, and the file stays as it is. Then it reads on, and all is as if it
   * had not been: the history, and behind it what the producers have sent meanwhile, of whom one
   * has come only then. What usually breaks this: a replay that is over once the history has been
   * read, or put into a queue; a producer that gets an error instead of having to wait; an
   * acknowledgement that is given for what nobody has appended yet.
   */
  @Test
  @LookAt("what a producer, and the flush, do while a subscriber is being sent its history")
  public void PLAY_2_a_replay_holds_producers_back() throws IOException {
    try (var journal = JournalFile.of(LONG_HISTORY);
        var server = serve(withSmallBuffers(journal));
        var producer = Producer.of("the producer", server.address());
        var stalled = Subscriber.of("the subscriber", server.address(), SMALL_BUFFERS)) {
      assertThat(stalled.hasHeardTheFirstBytes()).as("whether a replay has begun").isTrue();
      long size = journal.size();
      producer.sendSome(2_000);
      try (var newcomer = Producer.of("a producer that comes now", server.address())) {
        newcomer.sendLine("while you read");
        producer.completeTheLine();
        watchNothingHappens(journal, size, producer, newcomer);
        EventClient.awaitAll(
            List.of(stalled, producer, newcomer),
            "the acknowledgements after the replay",
            () -> producer.isAcknowledged() && newcomer.isAcknowledged());
      }
      int events = LONG_HISTORY.size() + producer.lines().size() + 1;
      stalled.expect(events);
      stalled.assertBegins(LONG_HISTORY);
      assertThat(producer.numbers())
          .allSatisfy(number ->
              assertThat(stalled.events().get((int) (number - 1)))
                  .as("event %d", number)
                  .isEqualTo(producer.lines().get(producer.numbers().indexOf(number))));
      expectService(server, List.copyOf(stalled.events()));
    }
  }

  private static void watchNothingHappens(JournalFile journal, long size, Producer... producers) {
    boolean came =
        Patience.comes(
            Patience.forNothing(),
            () -> {
              for (var producer : producers) {
                producer.pump();
                assertThat(producer.numbers())
                    .as("what is acknowledged to %s while a replay goes on", producer.name())
                    .isEmpty();
              }
              return journal.size() != size;
            });
    assertThat(came).as("whether the file changes its length while a replay goes on").isFalse();
  }

  /**
   * Two subscribers do not read their histories; the one who came second begins to read first, then
   * the other. Each gets everything, whether or not the server lets them take turns. What usually
   * breaks this: a flag that the first replay clears when it ends.
   */
  @Test
  @LookAt("who lets the producers go on when one of two replays has ended")
  public void PLAY_2_there_may_be_two_replays() throws IOException {
    try (var journal = JournalFile.of(LONG_HISTORY);
        var server = serve(withSmallBuffers(journal));
        var producer = Producer.of("the producer", server.address());
        var first = Subscriber.of("the first subscriber", server.address(), SMALL_BUFFERS);
        var second = Subscriber.of("the second subscriber", server.address(), SMALL_BUFFERS)) {
      assertThat(first.hasHeardTheFirstBytes()).as("whether a replay has begun").isTrue();
      long size = journal.size();
      producer.sendLine("one more");
      // As far as it gets while the first one does not read: it may have to wait for its turn.
      while (second.events().size() < LONG_HISTORY.size()
          && Patience.comes(Patience.forNothing(), second::pump)) {
        // it gets on
      }
      boolean secondHasAll = second.events().size() == LONG_HISTORY.size();
      watchNothingHappens(journal, size, producer);
      EventClient.awaitAll(
          List.of(producer, first, second),
          "event %d for both (%s)"
              .formatted(
                  LONG_HISTORY.size() + 1,
                  secondHasAll ? "the second has the history" : "the second had to wait"),
          () -> Math.min(first.events().size(), second.events().size()) > LONG_HISTORY.size());
      producer.expectAcknowledgements();
      first.expect(plus(LONG_HISTORY, "one more"));
      second.expect(plus(LONG_HISTORY, "one more"));
    }
  }
}
