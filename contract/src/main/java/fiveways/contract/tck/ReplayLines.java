package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.Line;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The part of Replay's contract that is about lines: the format on the wire, which is part of
 * PLAY-1, and what an end of somebody's output means.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ReplayLines<O> extends Contract<O> {
  static final Duration HOUR = Duration.ofHours(1);

  /** Short, so that live events come at once. */
  static final Duration FLUSH = Duration.ofMillis(5);

  ReplayLines(Subject<O> subject) {
    super(subject, "PLAY-5", "PLAY-5");
  }

  final Serving serve(ReplaySettings settings) throws IOException {
    return Serving.of(model().replay(settings), settings.server());
  }

  /** Enough for whoever is to finish, however slow the machine; nobody waits for it to pass. */
  static ReplaySettings withLongGrace(ReplaySettings settings) {
    return settings.withServer(settings.server().withGrace(Duration.ofMinutes(5)));
  }

  /** A server whose events are live soon. */
  final Serving serve(JournalFile journal) throws IOException {
    return serve(journal.settings().withFlush(FLUSH));
  }

  /** Whoever subscribes now has to get these, and a line produced afterwards as the next one. */
  static void expectService(Serving server, List<String> history) throws IOException {
    try (var producer = Producer.of("another producer", server.address());
        var subscriber = Subscriber.of("another subscriber", server.address())) {
      subscriber.expect(history);
      assertThat(producer.produce("one more"))
          .as("the number of the event after those")
          .isEqualTo(history.size() + 1L);
      subscriber.expect(plus(history, "one more"));
    }
  }

  static List<String> plus(List<String> events, String one) {
    var all = new ArrayList<>(events);
    all.add(one);
    return all;
  }

  /**
   * An event may have any bytes but a line feed, may be empty, and may be as long as a line; a
   * carriage return before the line feed is not part of it. It comes the same way live and from the
   * file. What usually breaks this: text that is decoded and encoded; a parser for the journal that
   * looks for line feeds; an empty line that is taken for nothing.
   */
  @Test
  @LookAt("how the bytes of a line become an event, in the file and in the output")
  public void PLAY_1_an_event_may_have_any_bytes() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(journal);
        var producer = Producer.of("the producer", server.address());
        var live = Subscriber.of("who subscribed before", server.address())) {
      var any = new StringBuilder();
      for (char c = 0; c <= 0xFF; c++) {
        any.append(c == '\n' ? "" : c);
      }
      for (var line :
          List.of(
              any.toString(),
              "",
              "carriage return\r",
              "two of them\r\r",
              "\r",
              EventServer.PRODUCE,
              EventServer.SUBSCRIBE,
              "x".repeat(Line.MAX_BYTES),
              "y".repeat(Line.MAX_BYTES - 1) + "\r",
              "the last")) {
        producer.sendLine(line);
      }
      producer.expectAcknowledgements();
      live.expect(producer.lines());
      try (var later = Subscriber.of("who subscribed afterwards", server.address())) {
        later.expect(producer.lines());
      }
    }
  }

  /** Lines come as bytes do: in pieces, and several at once. */
  @Test
  @LookAt("where half a line is kept until the rest of it comes")
  public void PLAY_1_lines_may_come_in_pieces() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(journal);
        var producer = Producer.saying("the producer", server.address(), "PROD");
        var subscriber = Subscriber.of("the subscriber", server.address())) {
      producer.announce("UCE\r\n");
      for (var piece : List.of("one\ntwo", "\nthr", "ee\r", "\n", "\nfive\nsix\n")) {
        producer.send(piece);
        subscriber.expect(producer.lines());
      }
      producer.expectAcknowledgements();
    }
  }

  /**
   * A line too long ends the connection of the one who sent it, with a word, and nobody else's;
   * what came before it is acknowledged and kept.
   */
  @Test
  @LookAt("what becomes of a producer's connection, and of the others, after a line too long")
  public void PLAY_1_a_line_too_long_is_an_error() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(journal);
        var other = Producer.of("another producer", server.address());
        var producer = Producer.of("the producer", server.address());
        var impolite =
            Producer.saying("an odd client", server.address(), "x".repeat(Line.MAX_BYTES + 1))) {
      other.produce("before");
      producer.produce("kept");
      producer.send("x".repeat(Line.MAX_BYTES + 1));
      producer.expectLastWord("ERR line too long");
      impolite.expectLastWord("ERR line too long");
      other.produce("after");
      expectService(server, List.of("before", "kept", "after"));
    }
  }

  /** Neither a producer nor a subscriber. */
  @Test
  @LookAt("what the first line may be")
  public void PLAY_1_an_unknown_first_line_is_an_error() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(journal)) {
      for (var first : List.of("HELLO", "", "produce", EventServer.SUBSCRIBE + " 1")) {
        try (var client = Producer.saying("an odd client", server.address(), first + "\n")) {
          client.expectLastWord("ERR unknown command");
        }
      }
      expectService(server, List.of());
    }
  }

  /**
   * A producer that ends its output gets what it is owed, and then the end. Half a line is no
   * event. What usually breaks this: a connection that is closed at the end of input.
   */
  @Test
  @LookAt("what is still owed to a producer when its input has ended")
  public void PLAY_1_after_half_close_a_producer_gets_its_acknowledgements() throws IOException {
    try (var journal = JournalFile.missing();
        var server = serve(journal);
        var producer = Producer.of("the producer", server.address())) {
      for (int i = 1; i <= 500; i++) {
        producer.sendLine("event " + i);
      }
      producer.send("half a li");
      producer.endOutput();
      producer.expectAcknowledgements();
      producer.expectEnd();
      expectService(server, producer.lines());
    }
  }

  /**
   * What a subscriber says is of no interest, be it a line too long; and that it will say no more
   * does not mean that it has gone. What usually breaks this: an end of input that is taken for the
   * end of the connection.
   */
  @Test
  @LookAt("what the end of its input means for a subscriber")
  public void PLAY_1_a_subscriber_may_end_its_output() throws IOException {
    try (var journal = JournalFile.of(List.of("old"));
        var server = serve(journal);
        var producer = Producer.of("the producer", server.address());
        var talkative = Subscriber.of("who talks", server.address());
        var silent = Subscriber.of("who has ended its output", server.address())) {
      talkative.announce(EventServer.PRODUCE + "\nno event\n");
      talkative.announce("x".repeat(1_000_000));
      silent.endOutput();
      var clients = List.of(talkative, silent);
      EventClient.awaitAll(clients, "room to send", talkative::hasSentAll);
      for (var line : List.of("one", "two", "three")) {
        producer.produce(line);
        talkative.expect(plus(List.of("old"), producer.lines()));
        silent.expect(plus(List.of("old"), producer.lines()));
      }
    }
  }

  static List<String> plus(List<String> events, List<String> more) {
    var all = new ArrayList<>(events);
    all.addAll(more);
    return all;
  }
}
