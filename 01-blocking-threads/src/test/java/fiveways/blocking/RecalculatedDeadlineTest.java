package fiveways.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.Line;
import fiveways.contract.tck.ScriptedPeer;
import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The other right way keeps the promises of Timeout that are about this one operation. */
class RecalculatedDeadlineTest {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final RecalculatedDeadline asking = new RecalculatedDeadline();

  @Test
  void a_dripping_peer_does_not_stretch_it_and_it_is_not_early() {
    try (var peer = ScriptedPeer.dripping(Duration.ofMillis(5))) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> asking.ask(peer.peer(), "hello", SOON))
          .isInstanceOf(TimeoutException.class)
          .hasMessage("no end within PT0.1S");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SOON);
    }
  }

  @Test
  void a_reply_or_a_failure_in_time_comes_through() throws Exception {
    try (var polite = ScriptedPeer.replying("hello");
        var rude = ScriptedPeer.hangingUp()) {
      assertThat(asking.ask(polite.peer(), "hello", NEVER)).isEqualTo(new Line("hello"));
      assertThatThrownBy(() -> asking.ask(rude.peer(), "hello", NEVER))
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void a_deadline_that_is_none_is_refused_before_anything_happens() {
    try (var peer = ScriptedPeer.replying("hello")) {
      assertThatThrownBy(() -> asking.ask(peer.peer(), "hello", Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("deadline must be longer than zero");
      assertThat(peer.connections()).isEmpty();
    }
  }
}
