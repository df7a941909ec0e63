package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fiveways.contract.api.ReplaySettings;
import fiveways.contract.journal.CorruptJournalException;
import fiveways.contract.journal.Recovery;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * The part of Replay's contract that is about what a server finds when it starts, PLAY-4.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ReplayRestarts<O> extends ReplayFlushes<O> {
  private static final List<String> EVENTS = List.of("one", "", "three!");
  private static final int KILLS = 3;

  /** So many events behind, a subscriber does not seem to get them. */
  private static final int FAR_BEHIND = 5_000;

  ReplayRestarts(Subject<O> subject) {
    super(subject);
  }

  /** How many of the events are whole in so many bytes of their journal. */
  private static int wholeIn(int bytes) {
    int whole = 0;
    while (whole < EVENTS.size()
        && JournalFile.bytes(EVENTS.subList(0, whole + 1)).length <= bytes) {
      whole++;
    }
    return whole;
  }

  /** Starts a server, which has to drop what is behind these events, and go on there. */
  private void expectRecovery(JournalFile journal, List<String> good) throws IOException {
    long whole = JournalFile.bytes(good).length;
    long bad = journal.size() - whole;
    var settings = journal.settings().withFlush(FLUSH);
    var started = model().replay(settings);
    try (var server = Serving.of(started, settings.server())) {
      assertThat(started.dropped()).as("how many bytes were dropped, of %d", bad).isEqualTo(bad);
      assertThat(journal.size()).as("how long the file is after that").isEqualTo(whole);
      expectService(server, good);
    }
    assertThat(journal.events())
        .as("what is in the file when it has been closed")
        .isEqualTo(plus(good, "one more"));
  }

  /**
   * A journal is cut off anywhere: the events before that are served, the rest of the last one is
   * dropped and reported, and what is produced then stands behind the last good one. What usually
   * breaks this: a start that fails; a file that is gone on with behind the rest of what was begun.
   */
  @Test
  @LookAt("what Recovery says, and where the file is written on")
  public void PLAY_4_a_journal_may_be_cut_off_anywhere() throws IOException {
    var whole = JournalFile.bytes(EVENTS);
    for (int length = 0; length <= whole.length; length++) {
      try (var journal = JournalFile.missing()) {
        journal.write(Arrays.copyOf(whole, length));
        expectRecovery(journal, EVENTS.subList(0, wholeIn(length)));
      }
    }
  }

  /** There is none yet. */
  @Test
  @LookAt("how a journal that is not there is opened")
  public void PLAY_4_a_journal_may_be_missing() throws IOException {
    try (var journal = JournalFile.missing()) {
      expectRecovery(journal, List.of());
    }
  }

  /**
   * One bit is wrong: in the last record, that one is dropped; in another one, the server does not
   * start, tells where it is, and leaves the file as it is. What usually breaks this: a check that
   * ends where the first bad record is; one that skips it.
   */
  @Test
  @LookAt("what becomes of an exception of the journal's codec when the server starts")
  public void PLAY_4_a_bad_record_is_found() throws IOException {
    var whole = JournalFile.bytes(EVENTS);
    int last = JournalFile.bytes(EVENTS.subList(0, EVENTS.size() - 1)).length;
    for (int at = 0; at < whole.length; at++) {
      var bytes = whole.clone();
      bytes[at] ^= (byte) (1 << at % Byte.SIZE);
      try (var journal = JournalFile.missing()) {
        journal.write(bytes);
        if (at >= last) {
          expectRecovery(journal, EVENTS.subList(0, EVENTS.size() - 1));
        } else {
          expectRefusal(journal, JournalFile.bytes(EVENTS.subList(0, wholeIn(at))).length);
        }
        assertThat(at >= last || Arrays.equals(journal.bytes(), bytes))
            .as("whether the file is as it was, refused for the byte at %d", at)
            .isTrue();
      }
    }
  }

  private void expectRefusal(JournalFile journal, long offset) {
    var refusal = catchThrowable(() -> serve(journal).close());
    assertThat(refusal)
        .as("what starting a server throws if the record at offset %d is bad", offset)
        .isInstanceOf(IOException.class)
        .hasMessageMatching("(?s).*\\b%d\\b.*".formatted(offset));
    if (subject().process().isEmpty()) {
      assertThat(refusal).isInstanceOf(CorruptJournalException.class);
    }
  }

  /**
   * The server's process is killed while events come as fast as it takes them, three times. Whoever
   * starts on the file afterwards serves what was flushed: whatever a subscriber had seen, in the
   * order in which it was produced, and no half event. What usually breaks this: events that are
   * written in two steps; a file that is made anew.
   */
  @Test
  @LookAt("what of an event is in the file at each moment, and what a restart makes of it")
  public void PLAY_4_after_a_kill_everything_flushed_is_served() throws IOException {
    try (var journal = JournalFile.missing()) {
      var kept = new ArrayList<String>();
      for (int kill = 1; kill <= KILLS; kill++) {
        var produced = produceUntilKilled(journal, List.copyOf(kept));
        var good = Recovery.of(journal.path());
        assertThat(good.events()).as("events in the file").isGreaterThan(kept.size());
        int since = (int) good.events() - kept.size();
        kept.addAll(produced.subList(0, since));
        expectRecovery(journal, List.copyOf(kept));
        kept.add("one more");
      }
    }
  }

  /** What was sent to the process before it was killed. */
  private List<String> produceUntilKilled(JournalFile journal, List<String> before)
      throws IOException {
    var settings = journal.settings().withFlush(Duration.ofMillis(1));
    try (var process = subject().replayProcess(settings);
        var producer = Producer.of("the producer", process.address());
        var subscriber = Subscriber.of("the subscriber", process.address())) {
      int until = before.size() + 100 + ThreadLocalRandom.current().nextInt(400);
      EventClient.awaitAll(
          List.of(producer, subscriber),
          "event " + until,
          () -> {
            int onTheWay = before.size() + producer.lines().size() - subscriber.events().size();
            if (producer.hasSentAll() && onTheWay < FAR_BEHIND) {
              producer.sendSome(3_000);
            }
            return subscriber.events().size() >= until;
          });
      producer.sendSome(30_000);
      process.kill();
      subscriber.awaitEnd();
      assertThat(subscriber.events())
          .as("events that the subscriber has seen before the kill are in the file")
          .hasSizeLessThanOrEqualTo((int) Recovery.of(journal.path()).events());
      var produced = new ArrayList<>(before);
      produced.addAll(producer.lines());
      subscriber.assertBegins(produced);
      return producer.lines();
    }
  }

  /**
   * A file that cannot be a journal, or a port that is taken: the server does not start, and says
   * what it is; the file of another server stays as it is, and the port is free again. What usually
   * breaks this: a listener that stays open when the journal is refused.
   */
  @Test
  @LookAt("what has been opened already when starting fails, and what the exception says")
  public void PLAY_4_what_cannot_be_opened_is_named() throws IOException {
    try (var journal = JournalFile.of(EVENTS);
        var server = serve(journal)) {
      for (var wrong : List.of(journal.folder(), journal.folder().resolve("no").resolve("where"))) {
        assertThat(catchThrowable(() -> serve(ReplaySettings.defaults(wrong)).close()))
            .as("what starting a server with the journal %s throws", wrong)
            .isInstanceOf(IOException.class)
            .hasMessageContaining(wrong.toString());
      }
      try (var other = JournalFile.of(EVENTS)) {
        expectTaken(other, server.address());
        assertThat(other.bytes()).as("its journal").isEqualTo(JournalFile.bytes(EVENTS));
        assertThat(other.openedBy(subject().process())).as("how often it is open").isZero();
      }
      expectService(server, EVENTS);
    }
  }

  private void expectTaken(JournalFile journal, InetSocketAddress taken) {
    var settings = journal.settings();
    var there = settings.withServer(settings.server().withAddress(taken));
    assertThat(catchThrowable(() -> serve(there).close()))
        .as("what starting a server on the taken port %d throws", taken.getPort())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(String.valueOf(taken.getPort()));
  }
}
