package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.tck.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers and peers in the foreground: they say when they serve, and a signal ends them in order.
 */
@EnabledOnOs(
    value = {OS.LINUX, OS.MAC},
    disabledReason = "signals are sent by kill")
class ForegroundTest {

  private static Client client(int port) throws IOException {
    return Client.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  @ParameterizedTest
  @CsvSource({"01, TERM", "01, INT", "04, TERM", "04, INT"})
  void a_signal_ends_a_server_in_order(String model, String signal) throws Exception {
    try (var server = new InAProcess("serve", model, "echo", "--grace", "10s");
        var client = client(server.port())) {
      client.sendLine("hello");
      assertThat(client.readLine()).isEqualTo("hello");
      client.sendLine("just before");
      server.signal(signal);
      assertThat(client.readLine()).as("what was sent before the signal").isEqualTo("just before");
      assertThat(client.readToEnd()).as("then the end, and no reset").isEmpty();
      client.endOutput(); // else the server waits for it, until the grace period is over
      assertThat(server.rest()).matches("ended 1 connection in .*\\R");
      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void settings_reach_the_server() throws Exception {
    try (var server =
            new InAProcess(
                "serve",
                "04",
                "heartbeat",
                "--period",
                "50ms",
                "--silence",
                "120ms",
                "--grace",
                "0s");
        var client = client(server.port())) {
      assertThat(client.readLine()).isEqualTo("BEAT 1");
      assertThat(client.readLine()).startsWith("BEAT ").isNotEqualTo("BEAT 1");
      assertThat(new String(client.readToEnd(), java.nio.charset.StandardCharsets.US_ASCII))
          .endsWith("BYE silence\n");
      server.signal("TERM");
      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void a_peer_tells_of_its_clients() throws Exception {
    try (var peer = new InAProcess("peer", "--reply", "well")) {
      try (var client = client(peer.port())) {
        client.sendLine("How are you?");
        client.endOutput();
        assertThat(client.readLine()).isEqualTo("well");
      }
      assertThat(peer.readLine()).matches("client 1 +[0-9.]+ s  connected");
      assertThat(peer.readLine()).matches("client 1 +[0-9.]+ s  asks: How are you\\?");
      assertThat(peer.readLine()).matches("client 1 +[0-9.]+ s  has ended, after 13 bytes");
      peer.signal("INT");
      assertThat(peer.readLine()).isEqualTo("ended; 1 client came");
      assertThat(peer.exit()).isZero();
    }
  }

  @Test
  void a_peer_drips_resets_and_is_silent() throws Exception {
    try (var peer = new InAProcess("peer", "--drip", "2B/20ms", "--reply", "slow");
        var client = client(peer.port())) {
      client.sendLine("?");
      assertThat(client.readLine()).isEqualTo("slow");
    }
    try (var peer = new InAProcess("peer", "--drip", "1B/10ms");
        var client = client(peer.port())) {
      client.sendLine("?");
      assertThat(client.read(10)).asString().isEqualTo("..........");
    }
    try (var peer = new InAProcess("peer", "--reset");
        var client = client(peer.port())) {
      client.sendLine("?");
      client.awaitEnd();
      assertThat(peer.readLine()).contains("connected");
      assertThat(peer.readLine()).contains("asks: ?");
      assertThat(peer.readLine()).contains("connection reset");
    }
  }
}
