package fiveways.combinators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fiveways.contract.api.Line;
import fiveways.contract.tck.Client;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** TIME-9, where a guest has sent more than one look at the socket brings. */
class BoundedAcceptTest {
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

  /** It is all there before anybody accepts; left unread, it would make the close a reset. */
  @Test
  void a_guest_that_has_sent_much_more_is_not_reset() throws Exception {
    try (var acceptor = model.acceptor(ANYWHERE);
        var guest = Client.of(acceptor.address())) {
      guest.sendLine("hello");
      guest.send(new byte[40_000]);
      assertThat(model.run(acceptor.acceptOne())).isEqualTo(new Line("hello"));
      assertThat(guest.readLine()).isEqualTo("WELCOME hello");
      assertThat(guest.readToEnd()).isEmpty();
      model.close(); // and with it whatever the selector still holds
      assertThatCode(() -> guest.send(new byte[1]))
          .as("what was reset takes not a byte more, what has ended takes the first")
          .doesNotThrowAnyException();
    }
  }
}
