package fiveways.combinators;

import static fiveways.contract.tck.Patience.eventually;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.Each;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The two expressions that README.md shows, as it shows them, against peers. */
class CompositionTest {
  private static final Duration HEDGE = Duration.ofMillis(20);
  private static final Duration RELEASE_LIMIT = Duration.ofMinutes(1);

  private final CombinatorsModel model = new CombinatorsModel();

  @BeforeAll
  static void guard() {
    LoopGuard.install();
  }

  @AfterEach
  void close() {
    model.close();
  }

  /** A timeout around a race around a resource. */
  private Mono<Reply> bounded(Duration deadline, Peer one, Peer other) {
    // tag::bounded[]
    return model.within(
        deadline,
        model.firstOf(
            HEDGE,
            List.of(
                model.using(
                    new Resource<>(
                        model.ask(one, "OPEN"),
                        opened -> model.ask(one, "CLOSE " + id(opened)),
                        RELEASE_LIMIT),
                    opened -> model.ask(one, "USE " + id(opened))),
                model.ask(other, "hello"))));
    // end::bounded[]
  }

  /** A race of a race and an attempt. */
  private Mono<Reply> ofRaces(Peer one, Peer other, Peer third) {
    // tag::races[]
    return model.firstOf(
        ZERO,
        List.of(
            model.firstOf(HEDGE, List.of(model.ask(one, "hello"), model.ask(other, "hello"))),
            model.ask(third, "hello")));
    // end::races[]
  }

  private static String id(Reply opened) {
    return switch (opened) {
      case Line(String text) -> text.substring("ID ".length());
      case Each _ -> throw new IllegalArgumentException("several replies");
    };
  }

  /** Gives each who opens an id, confirms what is closed, and leaves whoever uses it waiting. */
  private static void lend(PeerConnection client) throws Exception {
    var asked = client.readLine();
    if (asked.equals("OPEN")) {
      client.send("ID 7\n");
    } else if (asked.startsWith("CLOSE")) {
      client.send("CLOSED\n");
    }
  }

  private static List<String> askedOf(ScriptedPeer peer) {
    return peer.connections().stream().map(PeerConnection::received).toList();
  }

  @Test
  void the_loser_has_released_what_it_held_when_the_winner_is_told() throws Exception {
    var used = new CountDownLatch(1);
    try (var lender =
            ScriptedPeer.playing(client -> {
              lend(client);
              if (client.received().startsWith("USE")) {
                used.countDown();
              }
            });
        var other =
            ScriptedPeer.playing(client -> {
              used.await();
              client.send("won\n");
            })) {
      assertThat(model.run(bounded(ofHours(1), lender.peer(), other.peer())))
          .isEqualTo(new Line("won"));
      assertThat(askedOf(lender)).containsExactly("OPEN\n", "USE 7\n", "CLOSE 7\n");
    }
  }

  @Test
  void the_timeout_is_told_when_everything_is_released() throws Exception {
    try (var lender = ScriptedPeer.playing(CompositionTest::lend);
        var other = ScriptedPeer.silent()) {
      assertThatThrownBy(() -> model.run(bounded(ofMillis(500), lender.peer(), other.peer())))
          .isInstanceOf(TimeoutException.class)
          .hasMessage("no end within PT0.5S");
      assertThat(askedOf(lender)).last().isEqualTo("CLOSE 7\n");
    }
  }

  /**
   * What a race comes to is a value like any other: an operator that nobody here wrote takes it.
   */
  @Test
  void a_race_goes_on_by_any_operator() throws Exception {
    try (var rude = ScriptedPeer.hangingUp();
        var other = ScriptedPeer.replying("won")) {
      var race =
          model.firstOf(
              ofHours(1), List.of(model.ask(rude.peer(), "hi"), model.ask(other.peer(), "hi")));
      var again = race.zipWith(race, (one, two) -> new Line(one + " and " + two));
      assertThat(model.run(again.cast(Reply.class)))
          .isEqualTo(new Line("Line[text=won] and Line[text=won]"));
      assertThat(rude.connections()).as("run twice").hasSize(2);
    }
  }

  @Test
  void a_race_of_races_has_one_winner_and_ends_all_others() throws Exception {
    try (var silent = ScriptedPeer.silent();
        var other = ScriptedPeer.replying("won");
        var third = ScriptedPeer.silent()) {
      assertThat(model.run(ofRaces(silent.peer(), other.peer(), third.peer())))
          .isEqualTo(new Line("won"));
      eventually("both losers are gone")
          .until(() -> silent.connection(0).ended() && third.connection(0).ended());
    }
  }

  /** What is shown is what runs. */
  @Test
  void readme_shows_both_as_they_are() throws Exception {
    var source = Path.of("src/test/java/fiveways/combinators/CompositionTest.java");
    assertThat(Path.of("README.md"))
        .content()
        .contains(region("bounded", source))
        .contains(region("races", source));
  }

  private static String region(String tag, Path source) throws Exception {
    return Files.readAllLines(source).stream()
        .dropWhile(line -> !line.contains("tag::" + tag))
        .skip(1)
        .takeWhile(line -> !line.contains("end::" + tag))
        .map(line -> line.substring(4)) // the indentation
        .collect(Collectors.joining("\n"));
  }
}
