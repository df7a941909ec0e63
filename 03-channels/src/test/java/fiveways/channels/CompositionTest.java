package fiveways.channels;

import static fiveways.contract.tck.Patience.eventually;
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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is composed of behaviours is a behaviour. The README shows these expressions. */
class CompositionTest {
  private static final Duration HEDGE = Duration.ofMillis(1);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LATE = Duration.ofHours(1);
  private static final Path README = Path.of("README.md");
  private static final Path THIS = Path.of("src/test/java/fiveways/channels/CompositionTest.java");

  private final ChannelsModel model = new ChannelsModel();

  @AfterEach
  void close() {
    model.close();
  }

  private Behaviour bounded(Duration deadline, Peer one, Peer other) {
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

  private Behaviour races(Peer mute, Peer gone, Peer quick) {
    // tag::races[]
    return model.firstOf(
        Duration.ZERO,
        List.of(
            model.firstOf(HEDGE, List.of(model.ask(mute, "hi"), model.ask(gone, "hi"))),
            model.firstOf(LATE, List.of(model.ask(gone, "hi"), model.ask(quick, "hi")))));
    // end::races[]
  }

  @Test
  void a_timeout_around_a_race_around_a_using() throws Exception {
    try (var slow = resource("");
        var fast = resource("here you are\n")) {
      assertThat(model.run(bounded(LATE, slow.peer(), fast.peer())))
          .isEqualTo(new Line("here you are"));
      assertThat(heard(fast)).containsExactly("OPEN\n", "USE 7\n", "CLOSE 7\n");
      assertEachOpenedWasClosed(slow);
    }
  }

  @Test
  void the_timeout_ends_all_of_it_and_what_was_opened_is_closed() {
    try (var one = resource("");
        var other = resource("")) {
      assertThatThrownBy(() -> model.run(bounded(SOON, one.peer(), other.peer())))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining(SOON.toString());
      assertEachOpenedWasClosed(one);
      assertEachOpenedWasClosed(other);
    }
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

  @Test
  void the_readme_shows_just_these() throws IOException {
    assertThat(Files.readString(README)).contains(region("bounded")).contains(region("races"));
  }

  private static String region(String name) throws IOException {
    var source = Files.readString(THIS);
    int from = source.indexOf("// tag::" + name + "[]\n");
    int to = source.indexOf("// end::" + name + "[]\n");
    return source.substring(source.indexOf('\n', from) + 1, to).stripIndent().strip();
  }

  private static void assertEachOpenedWasClosed(ScriptedPeer peer) {
    var heard = heard(peer);
    assertThat(Collections.frequency(heard, "CLOSE 7\n"))
        .as("how often it was closed, of " + heard)
        .isEqualTo(Collections.frequency(heard, "OPEN\n"));
  }

  private static List<String> heard(ScriptedPeer peer) {
    return peer.connections().stream().map(PeerConnection::received).toList();
  }

  private Resource<Behaviour> held(Peer peer) {
    return new Resource<>(
        model.ask(peer, "OPEN"), opened -> model.ask(peer, "CLOSE " + id(opened)), LATE);
  }

  private static String id(Reply opened) {
    return ((Line) opened).text().substring("ID ".length());
  }

  /** Opens and closes at once, and replies with this when it is used. */
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
}
