package fiveways.combinators;

import static fiveways.contract.tck.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** RACE-7 and PROG-2, where something goes on although nobody listens to it any more. */
class ApartTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final CombinatorsModel model = new CombinatorsModel();
  private final CountDownLatch used = new CountDownLatch(1);

  @BeforeAll
  static void guard() {
    LoopGuard.install();
  }

  @AfterEach
  void close() {
    model.close();
  }

  private Mono<Reply> held(ScriptedPeer lender) {
    return model.using(
        new Resource<>(
            model.ask(lender.peer(), "OPEN"), _ -> model.ask(lender.peer(), "CLOSE"), MINUTE),
        _ -> model.ask(lender.peer(), "USE"));
  }

  /** Lends, leaves whoever uses it waiting, and answers a release by that line, after that. */
  private ScriptedPeer lender(String released, CountDownLatch first) {
    return ScriptedPeer.playing(client -> {
      switch (client.readLine()) {
        case "OPEN" -> client.send("ID 7\n");
        case "USE" -> used.countDown();
        case String _ -> {
          first.await();
          client.send(released + "\n");
        }
      }
    });
  }

  /** It goes through all that was cancelled in between: the race, and the deadline around it. */
  @Test
  void a_failed_release_in_a_cancelled_race_is_told_beside_the_interrupt() throws Exception {
    try (var lender = lender("ERR no", new CountDownLatch(0))) {
      var race = model.firstOf(Duration.ZERO, List.of(model.within(MINUTE, held(lender))));
      var running = Running.run(model, model.within(MINUTE, race));
      used.await();
      running.interrupt();
      assertThat(failureOf(running.await().outcome()))
          .isInstanceOf(InterruptedException.class)
          .satisfies(interrupt ->
              assertThat(interrupt.getSuppressed())
                  .hasSize(1)
                  .hasOnlyElementsOfType(RefusedException.class));
    }
  }

  /** There is a winner, and nothing has failed that he would want to know of. */
  @Test
  void a_failed_release_of_a_loser_is_dropped() throws Exception {
    try (var lender = lender("ERR no", new CountDownLatch(0));
        var other =
            ScriptedPeer.playing(client -> {
              used.await();
              client.send("ERR won, but refused\n");
            });
        var refusing = ScriptedPeer.replying("ERR too")) {
      var winner = model.ask(other.peer(), "hello").onErrorReturn(new Line("won"));
      var race = model.firstOf(Duration.ZERO, List.of(held(lender), winner));
      var after = race.then(model.ask(refusing.peer(), "hello"));
      assertThat(failureOf(Running.run(model, after).await().outcome()))
          .isInstanceOf(RefusedException.class)
          .hasNoSuppressedExceptions();
    }
  }

  /** As long as something is being given back, it is not over, and the viewer is told so. */
  @Test
  void the_viewer_is_told_the_end_when_what_was_cancelled_has_been_released() throws Exception {
    var told = new CountDownLatch(1);
    try (var viewer = ScriptedPeer.silent();
        var lender = lender("CLOSED", told);
        var refusing =
            ScriptedPeer.playing(client -> {
              used.await();
              client.send("ERR no\n");
            })) {
      var watched =
          Together.allAtOnce()
              .failingFast()
              .watchedBy(new Viewer(viewer.peer(), Duration.ofMillis(5), MINUTE));
      var all = model.all(watched, List.of(held(lender), model.ask(refusing.peer(), "hello")));
      var running = Running.run(model, all);
      eventually("lines go on after the failure").until(() -> failures(viewer.connection(0)) > 1);
      told.countDown();
      assertThat(failureOf(running.await().outcome())).isInstanceOf(RefusedException.class);
      viewer.connection(0).awaitEnd();
      assertThat(viewer.connection(0).received()).endsWith("PROGRESS done=0 failed=1 total=2\n");
      assertThat(lender.connections()).as("OPEN, USE, CLOSE").hasSize(3);
    }
  }

  private static long failures(PeerConnection viewer) {
    return viewer.received().lines().filter(line -> line.contains("failed=1")).count();
  }

  /** A viewer may say what it likes; left unread, it would make the close a reset. */
  @Test
  void a_viewer_that_has_sent_something_is_not_reset() throws Exception {
    var sent = new CountDownLatch(1);
    try (var viewer =
            ScriptedPeer.playing(client -> {
              client.send(new byte[40_000]);
              sent.countDown();
            });
        var peer =
            ScriptedPeer.playing(client -> {
              sent.await();
              client.send("here\n");
            })) {
      var watched = Together.allAtOnce().watchedBy(new Viewer(viewer.peer(), MINUTE, MINUTE));
      var all = model.all(watched, List.of(model.ask(peer.peer(), "hello")));
      assertThat(Running.run(model, all).await().outcome()).isInstanceOf(Reply.class);
      viewer.connection(0).awaitEnd();
      assertThat(viewer.connection(0).received()).isEqualTo("PROGRESS done=1 failed=0 total=1\n");
      model.close(); // and with it whatever the selector still holds
      assertThatCode(() -> viewer.connection(0).send(new byte[1]))
          .as("what was reset takes not a byte more, what has ended takes the first")
          .doesNotThrowAnyException();
    }
  }

  private static Exception failureOf(Outcome outcome) {
    return switch (outcome) {
      case Failed(var cause) -> cause;
      case Reply reply -> throw new AssertionError("it succeeded: " + reply);
    };
  }
}
