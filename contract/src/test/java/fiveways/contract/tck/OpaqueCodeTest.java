package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.ReferenceSubject;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** An operation that knows of deadlines cannot pass for one that does not. */
class OpaqueCodeTest {

  /** What operations are handed in a model with cancel scopes. */
  interface CancelScope {
    void onCancel(Runnable action);
  }

  /** An operation of such a model. */
  interface Call {
    Reply in(CancelScope scope) throws Exception;
  }

  abstract static class Sample implements Subject<Call> {
    @Override
    public final String id() {
      return "sample";
    }

    @Override
    public final ConcurrencyModel<Call> open() {
      throw new UnsupportedOperationException("it is only read");
    }

    @Override
    public final Call spin(BooleanSupplier goOn) {
      throw new UnsupportedOperationException("it is only read");
    }

    @Override
    public final Call adding(int activities, Tally tally) {
      throw new UnsupportedOperationException("it is only read");
    }

    @Override
    public final Call addingAround(Call wait, int activities, Tally tally) {
      throw new UnsupportedOperationException("it is only read");
    }
  }

  static final class Ignorant extends Sample {
    @Override
    public Call opaque(Peer peer, String first, String second) {
      return scope -> Helper.twoRequests(peer, first + second);
    }
  }

  static final class UsesItsScope extends Sample {
    @Override
    public Call opaque(Peer peer, String first, String second) {
      return scope -> {
        scope.onCancel(() -> {});
        return Helper.twoRequests(peer, first + second);
      };
    }
  }

  static final class SetsATimeout extends Sample {
    @Override
    public Call opaque(Peer peer, String first, String second) {
      return _ -> Helper.careful(peer);
    }
  }

  static final class LooksAtTheClock extends Sample {
    private final Duration patience = Duration.ofMillis(5);

    @Override
    public Call opaque(Peer peer, String first, String second) {
      return _ -> new Line(patience.toString());
    }
  }

  static final class Catches extends Sample {
    @Override
    public Call opaque(Peer peer, String first, String second) {
      return _ -> {
        try {
          return Helper.twoRequests(peer, first);
        } catch (SocketTimeoutException e) {
          return new Line("");
        }
      };
    }
  }

  /** Code that a lambda calls is read, too. */
  static final class Helper {
    static Reply twoRequests(Peer peer, String lines) throws Exception {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
        socket.getOutputStream().write(new Line(lines).bytes());
        return new Line("");
      }
    }

    static Reply careful(Peer peer) throws Exception {
      try (var socket = new Socket()) {
        socket.connect(peer.address(), 10);
        return new Line("");
      }
    }
  }

  @Test
  void who_is_handed_a_scope_and_ignores_it_knows_nothing() {
    assertThat(OpaqueCode.mentionsOfDeadlines(new Ignorant())).isEmpty();
    assertThat(OpaqueCode.mentionsOfDeadlines(new ReferenceSubject())).isEmpty();
  }

  @Test
  void who_uses_it_does() {
    assertThat(OpaqueCode.mentionsOfDeadlines(new UsesItsScope()))
        .anySatisfy(mention -> assertThat(mention).contains("onCancel"));
  }

  @Test
  void a_timeout_in_a_helper_is_found() {
    assertThat(OpaqueCode.mentionsOfDeadlines(new SetsATimeout()))
        .anySatisfy(mention -> assertThat(mention).contains("connect"));
  }

  @Test
  void a_duration_is_found() {
    assertThat(OpaqueCode.mentionsOfDeadlines(new LooksAtTheClock())).isNotEmpty();
  }

  @Test
  void an_exception_that_is_caught_is_found() {
    assertThat(OpaqueCode.mentionsOfDeadlines(new Catches()))
        .anySatisfy(mention -> assertThat(mention).contains("SocketTimeoutException"));
  }
}
