package fiveways.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Each;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two compositions that README.md shows, run. */
class CompositionTest {

  private static Call oneOfTwo(BlockingModel model, Resource<Call> desk, Peer first, Peer second) {
    // tag::using[]
    return model.within(
        Duration.ofMinutes(1),
        model.firstOf(
            Duration.ofMillis(100),
            List.of(
                model.using(desk, id -> model.ask(first, "USE " + text(id))),
                model.ask(second, "hello"))));
    // end::using[]
  }

  private static Call raceOfRaces(BlockingModel model, Peer a, Peer b, Peer c, Peer d) {
    // tag::races[]
    return model.firstOf(
        Duration.ofMillis(100),
        List.of(
            model.firstOf(Duration.ZERO, List.of(model.ask(a, "hi"), model.ask(b, "hi"))),
            model.firstOf(Duration.ZERO, List.of(model.ask(c, "hi"), model.ask(d, "hi")))));
    // end::races[]
  }

  private static String text(Reply reply) {
    return switch (reply) {
      case Line(String text) -> text;
      case Each _ -> throw new IllegalArgumentException("several replies");
    };
  }

  /** Opens and closes, and leaves whoever uses it without a reply. */
  private static void lend(PeerConnection client) throws Exception {
    switch (client.readLine()) {
      case "OPEN" -> client.send("7\n");
      case "CLOSE 7" -> client.send("CLOSED\n");
      case String _ -> client.awaitEnd();
    }
  }

  @Test
  void a_timeout_around_a_race_around_a_resource_is_one_expression() throws Exception {
    try (var model = new BlockingModel();
        var lender = ScriptedPeer.playing(CompositionTest::lend);
        var quick = ScriptedPeer.replying("won")) {
      var desk =
          new Resource<>(
              model.ask(lender.peer(), "OPEN"),
              id -> model.ask(lender.peer(), "CLOSE " + text(id)),
              Duration.ofMinutes(1));
      var race = oneOfTwo(model, desk, lender.peer(), quick.peer());
      assertThat(model.run(race)).isEqualTo(new Line("won"));
      assertThat(lender.connections().stream().map(PeerConnection::received))
          .as("what the loser had opened is closed when the race is over")
          .startsWith("OPEN\n")
          .endsWith("CLOSE 7\n")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void a_race_of_races_is_one_expression() throws Exception {
    try (var model = new BlockingModel();
        var silent = ScriptedPeer.silent();
        var quick = ScriptedPeer.replying("won")) {
      var never = silent.peer();
      assertThat(model.run(raceOfRaces(model, never, never, never, quick.peer())))
          .isEqualTo(new Line("won"));
      for (int loser = 0; loser < 3; loser++) {
        silent.connection(loser).awaitEnd();
      }
    }
  }
}
