package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.tck.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {

  private static Said call(String model, ScriptedPeer peer, String... more) {
    var words = new java.util.ArrayList<String>();
    words.addAll(
        java.util.List.of(
            "call", model, "timeout", "--peer", "127.0.0.1:" + peer.peer().address().getPort()));
    words.addAll(java.util.List.of(more));
    return Said.course(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "virtual-threads", "04-virtual-threads"})
  void a_reply_is_printed_alone_and_the_time_beside_it(String model) {
    try (var peer = ScriptedPeer.playing(CallTest::echo)) {
      var said = call(model, peer, "--line", "Grüße, 漢字");
      assertThat(said.out().strip()).isEqualTo("Grüße, 漢字");
      assertThat(said.err()).startsWith("reply after ").contains("s");
      assertThat(said.exit()).isZero();
    }
  }

  private static void echo(fiveways.contract.tck.PeerConnection client) throws Exception {
    client.send(client.readLine() + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "04"})
  void a_deadline_that_comes_first_exits_with_3(String model) {
    try (var peer = ScriptedPeer.dripping(Duration.ofMillis(50))) {
      var said = call(model, peer, "--deadline", "300ms");
      assertThat(said.exit()).isEqualTo(3);
      assertThat(said.out()).isEmpty();
      assertThat(said.err()).startsWith("timeout after ").contains("the deadline was 300 ms");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "04"})
  void failures_exit_with_1_and_say_what_happened(String model) throws IOException {
    try (var peer = ScriptedPeer.hangingUp()) {
      assertFailed(call(model, peer), "ended before a whole line");
    }
    try (var peer = ScriptedPeer.replying("ERR not today")) {
      assertFailed(call(model, peer), "refused: ERR not today");
    }
    int closed;
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = listener.getLocalPort();
    }
    assertFailed(
        Said.course("call", model, "timeout", "--peer", "127.0.0.1:" + closed), "nobody listens");
  }

  private static void assertFailed(Said said, String how) {
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).startsWith("failed after ").contains(how);
    assertThat(said.err().lines()).hasSize(1);
  }

  private static String at(ScriptedPeer peer) {
    return "127.0.0.1:" + peer.peer().address().getPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "02", "03", "04", "05"})
  void a_race_prints_the_first_success(String model) {
    try (var refusing = ScriptedPeer.replying("ERR not me");
        var silent = ScriptedPeer.silent();
        var winner = ScriptedPeer.replying("winner")) {
      var said =
          Said.course(
              "call",
              model,
              "race",
              "--hedge",
              "50ms",
              "--deadline",
              "1m",
              "--peer",
              at(refusing),
              "--peer",
              at(silent),
              "--peer",
              at(winner));
      assertThat(said.out().strip()).isEqualTo("winner");
      assertThat(said.err()).startsWith("reply after ");
      assertThat(said.exit()).isZero();
    }
  }

  @Test
  void a_race_that_all_lose_says_what_each_has_failed_with() {
    try (var refusing = ScriptedPeer.replying("ERR not me");
        var leaving = ScriptedPeer.hangingUp()) {
      var said = Said.course("call", "04", "race", "--peer", at(refusing), "--peer", at(leaving));
      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.out()).isEmpty();
      assertThat(said.err())
          .startsWith("failed after ")
          .contains("all 2 attempts failed")
          .contains(at(refusing) + "  the peer refused: ERR not me")
          .contains(at(leaving) + "  the peer ended before a whole line");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "02", "03", "04", "05"})
  void progress_prints_each_in_the_order_asked_and_tells_how_far_it_is(String model) {
    try (var refusing = ScriptedPeer.replying("ERR not me");
        var good = ScriptedPeer.replying("here")) {
      var said =
          Said.course(
              "call",
              model,
              "progress",
              "--limit",
              "1",
              "--peer",
              at(good),
              "--peer",
              at(refusing));
      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.out().lines())
          .containsExactly(
              at(good) + "  here", at(refusing) + "  failed: the peer refused: ERR not me");
      assertThat(said.err())
          .contains("PROGRESS done=1 failed=1 total=2")
          .contains("1 of 2 failed after ");
    }
  }

  @Test
  void progress_that_fails_fast_fails_with_the_first_failure() {
    try (var refusing = ScriptedPeer.replying("ERR not me");
        var silent = ScriptedPeer.silent()) {
      var said =
          Said.course(
              "call",
              "02",
              "progress",
              "--fail-fast",
              "--peer",
              at(silent),
              "--peer",
              at(refusing));
      assertFailedWith(said, "refused: ERR not me");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "02", "03", "04", "05"})
  void a_merge_prints_its_last_status(String model) throws Exception {
    try (var a = ScriptedPeer.playing(client -> sendAndEnd(client, "one\ntwo\n"));
        var b = ScriptedPeer.playing(client -> sendAndEnd(client, "three\n"));
        var sink = ScriptedPeer.playing(fiveways.contract.tck.PeerConnection::awaitEnd)) {
      var said =
          Said.course(
              "call",
              model,
              "merge",
              "--a",
              at(a),
              "--b",
              at(b),
              "--sink",
              at(sink),
              "--period",
              "1h");
      assertThat(said.out().strip()).isEqualTo("STATUS a=2 b=1");
      assertThat(said.exit()).isZero();
      sink.connection(0).awaitEnd();
      assertThat(sink.connection(0).received().lines())
          .containsExactlyInAnyOrder("A one", "A two", "B three", "STATUS a=2 b=1");
    }
  }

  private static void sendAndEnd(fiveways.contract.tck.PeerConnection client, String text)
      throws Exception {
    client.send(text);
    client.endOutput();
    client.awaitEnd();
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "02", "03", "04", "05"})
  void a_dashboard_sends_batches_to_its_viewer(String model) throws Exception {
    try (var source = ScriptedPeer.playing(client -> sendAndEnd(client, "one\ntwo\n"));
        var viewer = ScriptedPeer.playing(fiveways.contract.tck.PeerConnection::awaitEnd)) {
      var said =
          Said.course(
              "call",
              model,
              "dashboard",
              "--source",
              at(source),
              "--viewer",
              at(viewer),
              "--period",
              "1h");
      assertThat(said.out().strip()).isEqualTo("END");
      assertThat(said.exit()).isZero();
      viewer.connection(0).awaitEnd();
      assertThat(viewer.connection(0).received()).isEqualTo("BATCH 2\none\ntwo\nEND\n");
    }
  }

  @Test
  void a_stream_may_have_a_deadline() {
    try (var silent = ScriptedPeer.silent()) {
      var said =
          Said.course(
              "call",
              "04",
              "dashboard",
              "--source",
              at(silent),
              "--viewer",
              at(silent),
              "--deadline",
              "300ms");
      assertThat(said.exit()).isEqualTo(3);
      assertThat(said.err()).startsWith("timeout after ").contains("the deadline was 300 ms");
    }
  }

  private static void assertFailedWith(Said said, String how) {
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains(how);
  }
}
