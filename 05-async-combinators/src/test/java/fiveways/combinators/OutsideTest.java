package fiveways.combinators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.ScriptedPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who blocks, and who must not: on a loop, whatever waits for a loop is refused. */
class OutsideTest {
  private static final InetSocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final CombinatorsModel model = new CombinatorsModel();

  @BeforeAll
  static void guard() {
    LoopGuard.install();
  }

  @AfterEach
  void close() {
    model.close();
  }

  private void assertRefused(ThrowingCallable waiting) {
    Mono<Reply> onTheLoop =
        Mono.fromCallable(() -> {
          assertThatThrownBy(waiting)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageStartingWith("a loop must not wait");
          return new Line("refused");
        });
    try {
      assertThat(model.run(onTheLoop)).isEqualTo(new Line("refused"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void on_the_loop_nothing_is_run_and_no_model_is_closed() throws Exception {
    assertRefused(() -> model.run(Mono.just(new Line("inside"))));
    assertRefused(model::close);
    assertThat(model.run(Mono.just(new Line("open still")))).isEqualTo(new Line("open still"));
  }

  @Test
  void nor_on_the_loop_of_another_model() throws Exception {
    try (var other = new CombinatorsModel()) {
      assertRefused(() -> other.run(Mono.just(new Line("inside"))));
      assertRefused(other::close);
      assertThat(other.run(Mono.just(new Line("open still")))).isEqualTo(new Line("open still"));
    }
  }

  @Test
  void on_the_loop_nothing_is_opened_or_closed_that_would_be_waited_for() throws Exception {
    try (var peer = ScriptedPeer.silent();
        var server = model.echo(EchoSettings.defaults());
        var acceptor = model.acceptor(ANYWHERE);
        var connection = model.connect(peer.peer())) {
      assertRefused(() -> model.echo(EchoSettings.defaults()));
      assertRefused(() -> model.acceptor(ANYWHERE));
      assertRefused(() -> model.connect(peer.peer()));
      assertRefused(server::close);
      assertRefused(acceptor::close);
      assertRefused(connection::close);
    }
  }
}
