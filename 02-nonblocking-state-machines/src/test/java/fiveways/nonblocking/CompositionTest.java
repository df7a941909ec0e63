package fiveways.nonblocking;

import static fiveways.contract.tck.Patience.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operations are put together like anything else; what the README shows of it is this. */
class CompositionTest {
  private static final Duration HEDGE = Duration.ofMillis(1);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LATE = Duration.ofHours(1);

  private final NonblockingModel model = new NonblockingModel();

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void a_timeout_around_a_race_around_a_using() throws Exception {
    try (var slow = resource("");
        var fast = resource("here you are\n")) {
      assertThat(model.run(bounded(LATE, slow.peer(), fast.peer())))
          .isEqualTo(new Line("here you are"));
      Stream.of(slow, fast).forEach(peer -> assertThat(heard(peer)).endsWith("CLOSE 7\n"));
      assertThat(heard(fast)).containsExactly("OPEN\n", "USE 7\n", "CLOSE 7\n");
    }
  }

  @Test
  void the_timeout_ends_all_of_it_and_both_are_closed() {
    try (var one = resource("");
        var other = resource("")) {
      assertThatThrownBy(() -> model.run(bounded(SOON, one.peer(), other.peer())))
          .isInstanceOf(TimeoutException.class);
      for (var peer : List.of(one, other)) {
        assertThat(heard(peer).stream().filter("CLOSE 7\n"::equals).count())
            .as("how often it was closed, of those that were opened")
            .isEqualTo(heard(peer).stream().filter("OPEN\n"::equals).count());
      }
    }
  }

  private Operation bounded(Duration deadline, Peer one, Peer other) {
    // tag::bounded[]
    return model.within(
        deadline,
        model.firstOf(
            HEDGE,
            List.of(
                model.using(held(one), opened -> model.ask(one, "USE " + id(opened))),
                model.using(held(other), opened -> model.ask(other, "USE " + id(opened))))));
    // end::bounded[]
  }

  @Test
  void a_race_of_races() throws Exception {
    try (var mute = ScriptedPeer.silent();
        var gone = ScriptedPeer.hangingUp();
        var quick = ScriptedPeer.replying("first")) {
      assertThat(model.run(races(mute.peer(), gone.peer(), quick.peer())))
          .isEqualTo(new Line("first"));
      eventually("no loser is connected")
          .until(() -> mute.connections().stream().allMatch(PeerConnection::ended));
    }
  }

  private Operation races(Peer mute, Peer gone, Peer quick) {
    // tag::races[]
    return model.firstOf(
        Duration.ZERO,
        List.of(
            model.firstOf(HEDGE, List.of(model.ask(mute, "hi"), model.ask(gone, "hi"))),
            model.firstOf(LATE, List.of(model.ask(gone, "hi"), model.ask(quick, "hi")))));
    // end::races[]
  }

  @Test
  void the_readme_shows_just_these() throws IOException {
    var readme = Files.readString(Path.of("README.md"), UTF_8);
    for (var region : List.of("bounded", "races")) {
      assertThat(readme).as("README.md, region " + region).contains(region(region));
    }
  }

  private static String region(String name) throws IOException {
    var source = "src/test/java/" + CompositionTest.class.getName().replace('.', '/') + ".java";
    var text = Files.readString(Path.of(source), UTF_8);
    int from = text.indexOf('\n', text.indexOf("// tag::" + name + "[]"));
    return text.substring(from, text.lastIndexOf('\n', text.indexOf("// end::" + name + "[]")))
        .stripIndent()
        .strip();
  }

  private Resource<Operation> held(Peer peer) {
    Function<Reply, Operation> close = opened -> model.ask(peer, "CLOSE " + id(opened));
    return new Resource<>(model.ask(peer, "OPEN"), close, LATE);
  }

  private static String id(Reply opened) {
    return ((Line) opened).text().substring("ID ".length());
  }

  /** Opens and closes at once, and says that when it is used. */
  private static ScriptedPeer resource(String used) {
    return ScriptedPeer.playing(client -> {
      var line = client.readLine();
      client.send(
          switch (line) {
            case "OPEN" -> "ID 7\n";
            case "USE 7" -> used;
            case "CLOSE 7" -> "CLOSED\n";
            default -> throw new AssertionError(line);
          });
    });
  }

  private static List<String> heard(ScriptedPeer peer) {
    return peer.connections().stream().map(PeerConnection::received).toList();
  }
}
