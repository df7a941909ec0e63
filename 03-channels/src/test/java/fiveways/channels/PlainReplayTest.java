package fiveways.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.ReplaySettings;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event server before it had to flush: what it keeps by then, it keeps. */
class PlainReplayTest {

  @TempDir Path folder;

  private static String said(InetSocketAddress server, String lines) throws IOException {
    try (var client = new Socket(server.getAddress(), server.getPort())) {
      client.getOutputStream().write(lines.getBytes(ISO_8859_1));
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void what_is_acknowledged_is_in_the_file_behind_what_was_good() throws Exception {
    var journal = folder.resolve("journal");
    Files.write(journal, JournalRecord.of("old"));
    Files.write(journal, new byte[] {0, 0, 1}, APPEND);
    try (var server = Replay.plain(ReplaySettings.defaults(journal))) {
      assertThat(said(server.address(), "PRODUCE\none\n\nhalf a l")).isEqualTo("OK 2\nOK 3\n");
      assertThat(said(server.address(), "SUBSCRIBE\n")).isEqualTo("ERR unknown command\n");
      assertThat(Recovery.of(journal).events()).isEqualTo(3);
      assertThat(Recovery.of(journal).dropped()).isZero();
    }
  }

  @Test
  void a_taken_port_leaves_the_journal_to_others() throws Exception {
    var journal = folder.resolve("journal");
    var settings = ReplaySettings.defaults(journal);
    try (var server = Replay.plain(settings)) {
      var taken = settings.withServer(settings.server().withAddress(server.address()));
      assertThatThrownBy(() -> Replay.plain(taken))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(String.valueOf(server.address().getPort()));
      assertThat(said(server.address(), "PRODUCE\none\n")).isEqualTo("OK 1\n");
    }
  }
}
