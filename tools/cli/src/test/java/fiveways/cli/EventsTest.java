package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.EventServer;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {

  @ParameterizedTest
  @ValueSource(strings = {"01", "02", "03", "04", "05"})
  void every_subscriber_gets_every_event(String model) {
    var said = Said.course("events", model, "--events", "4000", "--seed", "7");
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("Replay, 4,000 events of 4 producers, 4 subscribers, seed 7")
        .contains("each subscriber has all of them, in order, after ")
        .contains("joined    after 0 events")
        .containsPattern("journal +4,000 events");
    assertThat(said.exit()).isZero();
  }

  /** A server that keeps nothing: what was acknowledged never comes. */
  @Test
  void an_event_out_of_its_place_is_seen() {
    var numbers = new AtomicInteger();
    try (var server = ScriptedPeer.playing(client -> serve(client, numbers))) {
      Assertions.assertThatThrownBy(
              () -> new EventTraffic(server.peer().address(), 10, 1).run(_ -> {}))
          .hasMessageContaining("instead of EVENT 1 came: EVENT 2 ");
    }
  }

  private static void serve(PeerConnection client, AtomicInteger numbers) throws Exception {
    if (client.readLine().equals(EventServer.SUBSCRIBE)) {
      client.send("EVENT 2 0 0 \n");
      return;
    }
    while (true) {
      var _ = client.readLine();
      client.send(EventServer.ok(numbers.incrementAndGet()).bytes());
    }
  }
}
