package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ConnectTest {

  private static Said connect(ScriptedPeer peer, String typed) {
    return Said.withInput(typed, "connect", "127.0.0.1:" + peer.peer().address().getPort());
  }

  private static void echo(PeerConnection client) throws Exception {
    try {
      while (true) {
        client.send(client.readLine() + "\n");
      }
    } catch (EOFException end) {
      client.endOutput();
    }
  }

  @Test
  void lines_go_and_come_with_the_time_and_the_end_of_input_is_a_half_close() {
    try (var peer = ScriptedPeer.playing(ConnectTest::echo)) {
      var said = connect(peer, "hello\n//slash\nGrüße");
      assertThat(said.exit()).isZero();
      assertThat(said.out())
          .contains("s > hello", "s < hello", "s < /slash", "s < Grüße")
          .contains("ended the output (half-close)", "the server ended its output, after 21 bytes");
      assertThat(said.out().lines()).allMatch(line -> line.matches(" *\\d+\\.\\d{3} s [*<>] .*"));
      assertThat(peer.connection(0).received()).startsWith("hello\n/slash\n");
    }
  }

  @Test
  void a_half_close_can_be_told_and_later_lines_are_not_sent() {
    try (var peer = ScriptedPeer.playing(ConnectTest::echo)) {
      var said = connect(peer, "one\n/half-close\ntwo\n");
      assertThat(said.out()).contains("s < one");
      assertThat(peer.connection(0).received()).isEqualTo("one\n");
    }
  }

  @Test
  void a_reset_is_a_reset() throws InterruptedException {
    try (var peer = ScriptedPeer.silent()) {
      var said = connect(peer, "one\n/reset\n");
      assertThat(said.exit()).isZero();
      assertThat(said.out()).contains("reset the connection");
      peer.connection(0).awaitEnd();
      assertThat(peer.connection(0).state()).isEqualTo(PeerConnection.State.RESET);
    }
  }

  @Test
  void who_stops_reading_shows_nothing_until_reading_on() {
    try (var peer = ScriptedPeer.playing(ConnectTest::echo)) {
      var said = connect(peer, "/stop\nwhile stopped\n/wait 200ms\n/read\n");
      var lines = said.out().lines().map(line -> line.replaceFirst("^.* s ", "")).toList();
      assertThat(lines)
          .containsSubsequence(
              "* stopped reading; /read goes on",
              "> while stopped",
              "* reading on",
              "< while stopped");
    }
  }

  @Test
  void quit_and_what_is_no_command() {
    try (var peer = ScriptedPeer.silent()) {
      var said = connect(peer, "/dance\n/wait long\n/quit\n");
      assertThat(said.exit()).isZero();
      assertThat(said.out())
          .contains("no command /dance: /half-close /stop /read /reset /wait TIME /quit")
          .contains("'long' is no duration");
      assertThat(peer.connection(0).received()).isEmpty();
    }
  }

  @Test
  void what_a_server_sends_is_not_obeyed_by_the_terminal() {
    try (var peer =
        ScriptedPeer.playing(client -> {
          client.send("\033[2Jboo\r\nhalf a line");
          client.endOutput();
        })) {
      var said = connect(peer, "/wait 10s\n");
      assertThat(said.exit()).isZero();
      assertThat(said.out()).contains("< \\x1b[2Jboo").contains("< half a line   (no line feed)");
      assertThat(said.out()).doesNotContain("\033");
    }
  }

  @Test
  void a_server_that_resets_is_a_failure() {
    try (var peer =
        ScriptedPeer.playing(client -> {
          var _ = client.readLine();
          client.reset();
        })) {
      var said = connect(peer, "one\n/wait 10s\n");
      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.out()).contains("the connection is gone");
    }
  }

  @Test
  void nobody_there() throws IOException {
    int closed;
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = listener.getLocalPort();
    }
    var said = Said.course("connect", "127.0.0.1:" + closed);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("127.0.0.1:" + closed, "nobody listens there");
  }
}
