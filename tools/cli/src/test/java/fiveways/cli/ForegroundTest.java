package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.journal.JournalRecord;
import fiveways.contract.tck.Client;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** One window produces, one subscribes; after a kill in the middle of a record it goes on. */
  @ParameterizedTest
  @ValueSource(strings = {"01", "02", "03", "04", "05"})
  void an_event_server_keeps_its_events(String model, @TempDir Path folder) throws Exception {
    var journal = folder.resolve("events.journal");
    var words =
        new String[] {"serve", model, "replay", "--journal", journal.toString(), "--flush", "20ms"};
    try (var server = new InAProcess(words);
        var producer = client(server.port());
        var subscriber = client(server.port())) {
      producer.sendLine("PRODUCE");
      producer.sendLine("one");
      assertThat(producer.readLine()).isEqualTo("OK 1");
      subscriber.sendLine("SUBSCRIBE");
      assertThat(subscriber.readLine()).isEqualTo("EVENT 1 one");
      producer.sendLine("two");
      assertThat(subscriber.readLine()).isEqualTo("EVENT 2 two");
      server.signal("KILL");
    }
    Files.write(journal, new byte[] {0, 0}, StandardOpenOption.APPEND);
    try (var server = new InAProcess(words);
        var subscriber = client(server.port())) {
      subscriber.sendLine("SUBSCRIBE");
      assertThat(subscriber.readLine()).isEqualTo("EVENT 1 one");
      assertThat(subscriber.readLine()).isEqualTo("EVENT 2 two");
      server.signal("TERM");
      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void a_broken_journal_is_refused_with_its_offset(@TempDir Path folder) throws Exception {
    var journal = folder.resolve("events.journal");
    var records = new ByteArrayOutputStream();
    records.write(JournalRecord.of("one"));
    records.write(JournalRecord.of("two"));
    var bytes = records.toByteArray();
    bytes[9] ^= 1;
    Files.write(journal, bytes);
    var said = Said.course("serve", "04", "replay", "--journal", journal.toString());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).contains("--journal", journal.toString(), "bad record at offset 0");
    assertThat(Files.readAllBytes(journal)).isEqualTo(bytes);
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
