package fiveways.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.tck.Patience;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RacersTest {

  @ParameterizedTest
  @CsvSource({
    "01, 20\\d platform threads",
    "02, \\d virtual threads",
    "03, \\d{3} virtual threads",
    "04, 20\\d virtual threads",
    "05, \\d virtual threads"
  })
  void the_others_have_ended_when_one_has_won(String model, String threads) {
    var said = Said.course("racers", model, "--racers", "200");
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("Race, 200 racers", "all 200 in ", "handed over ")
        .containsPattern(threads)
        .containsPattern("open +0 connections then|open .*; 0 after ");
  }

  @Test
  void another_reply_than_the_winners_is_a_failure() {
    var said = Said.course("racers", "99", "--racers", "3");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("failed: the winner's reply is not what came of it: won I forgot");
  }

  @Test
  void the_peers_count_who_is_there_and_reply_to_one() throws IOException {
    try (var peers = ChildJvm.start(RacePeers.class, Redirect.INHERIT, List.of(), List.of())) {
      var addresses =
          List.of(peers.readLine().orElseThrow().split(" ", -1)).stream()
              .map(Words::address)
              .toList();
      assertThat(addresses).hasSize(8).doesNotHaveDuplicates();
      try (var silent = asking(addresses.getFirst(), "wait");
          var winner = asking(addresses.getLast(), RacePeers.WINNER)) {
        awaitAsked(peers, 2);
        assertThat(peers.ask(RacePeers.REPLY)).isEqualTo("2 2");
        assertThat(winner.getInputStream().readNBytes(4)).asString(US_ASCII).isEqualTo("win\n");
        assertThat(silent.getInputStream().available()).isZero();
        winner.shutdownOutput();
        awaitOpen(peers, 1);
      }
      awaitOpen(peers, 0);
    }
  }

  @Test
  void only_who_watches_sees_a_line_written_over() {
    assertThat(soFar(true)).contains("asked", "3 of 5").endsWith("\r");
    assertThat(soFar(false)).isEmpty();
  }

  private static String soFar(boolean live) {
    var out = new ByteArrayOutputStream();
    var nobody = new ByteArrayInputStream(new byte[0]);
    var print = new PrintStream(out, true, US_ASCII);
    new Findings(new Terminal(nobody, print, print, false, live, Glyphs.ASCII))
        .soFar("asked", "3 of 5");
    return out.toString(US_ASCII);
  }

  private static Socket asking(InetSocketAddress address, String line) throws IOException {
    var socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout((int) Patience.forAnEvent().toMillis());
    socket.getOutputStream().write((line + "\n").getBytes(US_ASCII));
    return socket;
  }

  private static void awaitAsked(ChildJvm peers, int number) {
    Patience.eventually("they have asked")
        .pollInterval(Duration.ofMillis(5))
        .until(() -> RacePeers.Seen.parse(peers.ask("seen")).asked() == number);
  }

  private static void awaitOpen(ChildJvm peers, int number) {
    Patience.eventually("the others have gone")
        .pollInterval(Duration.ofMillis(5))
        .until(() -> RacePeers.Seen.parse(peers.ask("seen")).open() == number);
  }
}
