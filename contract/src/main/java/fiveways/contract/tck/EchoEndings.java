package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * The part of Echo's contract that is about ends: of a client, ECHO-5, and of the server, ECHO-6.
 *
 * @param <O> the model's own type of operation
 */
public abstract class EchoEndings<O> extends EchoBytes<O> {

  /** Enough for whoever is to finish, however slow the machine; nobody waits for it to pass. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final Duration SHORT = Duration.ofMillis(200);

  EchoEndings(Subject<O> subject) {
    super(subject);
  }

  private static EchoSettings grace(EchoSettings settings, Duration grace) {
    return settings.withServer(settings.server().withGrace(grace));
  }

  private interface Vanishing {
    void vanish(EchoClient client) throws IOException;
  }

  /**
   * Ten clients vanish. What they held has to be free while the server serves on, and a bystander
   * must not notice.
   */
  private void vanishingLeavesNothing(EchoSettings settings, Vanishing how) throws IOException {
    try (var server = serve(settings);
        var bystander = EchoClient.of("a bystander", server.address())) {
      bystander.expectService("before");
      var held = held();
      try (var clients = Crowd.of(10, server.address(), SMALL_BUFFERS)) {
        for (var client : clients.all()) {
          how.vanish(client);
        }
      }
      bystander.expectService("after");
      held.assertNothingMore(
          this, "ECHO-5", "of clients that are gone, while the server serves on");
    }
  }

  /** A reset while nothing goes on: the server's read throws. */
  @Test
  @LookAt("what closes the socket when read throws instead of returning end of stream")
  public void ECHO_5_an_idle_client_that_resets_leaves_nothing() throws IOException {
    vanishingLeavesNothing(
        EchoSettings.defaults(),
        client -> {
          client.expectService("hello");
          client.reset();
        });
  }

  /** A reset before the server has done anything, perhaps even before it has accepted. */
  @Test
  @LookAt("what closes the socket if setting it up throws")
  public void ECHO_5_a_client_that_resets_at_once_leaves_nothing() throws IOException {
    vanishingLeavesNothing(EchoSettings.defaults(), EchoClient::reset);
  }

  /** A reset in the middle of traffic: the server's read or write throws. */
  @Test
  @LookAt("what closes the socket when read or write throws")
  public void ECHO_5_a_client_that_resets_in_mid_echo_leaves_nothing() throws IOException {
    vanishingLeavesNothing(
        EchoSettings.defaults(),
        client -> {
          var _ = client.offer(new Text(client.name()), 1 << 20);
          var _ = client.heardSomething();
          client.reset();
        });
  }

  /** A reset while the server waits for room to write. */
  @Test
  @LookAt("what ends a write that is blocked, or queued, when its client is gone")
  public void ECHO_5_a_client_that_resets_unread_leaves_nothing() throws IOException {
    var others = new AtomicBoolean();
    vanishingLeavesNothing(
        withSmallBuffers(),
        client -> {
          // The first one until it is stuck, which takes a while; the others as much at once.
          var _ =
              others.getAndSet(true)
                  ? client.offer(new Text(client.name()), PLENTY)
                  : client.push(new Text(client.name()), PLENTY);
          client.reset();
        });
  }

  /** The connection is free, too: with room for two, twenty come and are reset, one by one. */
  @Test
  @LookAt("who gives the place of a client back that went by a reset")
  public void ECHO_5_the_place_of_a_client_that_resets_is_free_again() throws IOException {
    var server = ServerSettings.defaults().withMaxConnections(2);
    try (var serving = serve(EchoSettings.defaults().withServer(server))) {
      for (int i = 1; i <= 20; i++) {
        try (var client = EchoClient.of("client " + i, serving.address())) {
          client.expectService("hello");
          client.reset();
        }
      }
    }
  }

  private static boolean refused(InetSocketAddress server) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(server, Math.toIntExact(Patience.forAnEvent().toMillis() / 2));
      return false;
    } catch (ConnectException refused) {
      return true;
    } catch (SocketException | SocketTimeoutException closingJustNowOrNever) {
      return false;
    }
  }

  /** Waits until new clients are refused, which has to be before the server has closed. */
  private static void expectRefusal(Serving server, Closing closing) {
    try {
      Patience.eventually("refused")
          .pollInterval(Duration.ofMillis(20))
          .until(() -> refused(server.address()));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("new clients can still connect after close() was called", e);
    }
    assertThat(closing.hasEnded())
        .as("close() was back before new clients were refused, and before its client had finished")
        .isFalse();
  }

  /**
   * The server holds bytes that it cannot get rid of yet; when it is told to close, the client
   * begins to read.
   */
  @Test
  @LookAt("what close() does to a connection with output on its way, and in which order")
  public void ECHO_6_what_was_sent_before_close_comes_back() throws IOException {
    try (var server = serve(grace(withSmallBuffers(), LONG));
        var client = EchoClient.of("the client", server.address(), SMALL_BUFFERS)) {
      client.expectService("hello");
      var _ = client.push(new Text("unread"), PLENTY);
      var closing = server.closing();
      expectRefusal(server, closing);
      client.expectEcho();
      client.leave();
      var _ = closing.await(Duration.ZERO);
    }
  }

  /** Twenty clients in full traffic, which goes on while the server closes. */
  @Test
  @LookAt("how the server knows that nothing more is on its way to it, before it ends a connection")
  public void ECHO_6_what_was_sent_before_close_comes_back_under_traffic() throws IOException {
    try (var server = serve(grace(EchoSettings.defaults(), LONG));
        var clients = Crowd.of(20, server.address())) {
      for (var client : clients.all()) {
        client.expectService("hello");
      }
      traffic(clients, 20);
      var owed = clients.all().stream().map(EchoClient::sent).toList();
      var closing = server.closing();
      expectRefusal(server, closing);
      traffic(clients, 20);
      for (int i = 0; i < owed.size(); i++) {
        clients.all().get(i).expectBack(owed.get(i));
        clients.all().get(i).leave();
      }
      var _ = closing.await(Duration.ZERO);
    }
  }

  private static void traffic(Crowd clients, int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      for (var client : clients.all()) {
        var _ = client.offer(new Text(client.name()), 20_000);
        var _ = client.heardSomething();
      }
    }
  }

  /**
   * Everything is echoed and on its way, in the kernel's buffers; the client, which has not read
   * it, sends a little more after the server has begun to close. A kernel that is asked to take
   * bytes that nobody will read resets the connection, and what was on its way is lost: this is
   * what closing a socket, or shutting down its input, leads to.
   */
  @Test
  @LookAt("what becomes of input between the end of the output and the client's end: discard it")
  public void ECHO_6_what_comes_too_late_destroys_nothing() throws Exception {
    try (var server = serve(grace(withSmallBuffers(), LONG));
        var client = EchoClient.of("the client", server.address(), SMALL_BUFFERS)) {
      client.expectService("hello");
      var text = new Text("on its way");
      var _ = client.offer(text, 100_000);
      long owed = client.sent();
      var closing = server.closing();
      expectRefusal(server, closing);
      for (int i = 0; i < 3; i++) {
        TimeUnit.MILLISECONDS.sleep(150);
        var _ = client.offer(text, 10);
      }
      client.expectBack(owed);
      client.leave();
      var _ = closing.await(Duration.ZERO);
    }
  }

  /** A client that stays and says nothing does not keep the server longer than the grace period. */
  @Test
  @LookAt("what ends the thread that waits for this client's input")
  public void ECHO_6_an_idle_client_is_ended_within_the_grace_period() throws IOException {
    try (var server = serve(grace(EchoSettings.defaults(), SHORT));
        var client = EchoClient.of("the client", server.address())) {
      client.expectService("hello");
      var _ = server.closing().await(SHORT);
      client.awaitEnd();
    }
  }

  /** Who is owed nothing is told so at once: a long grace period is for those who are slow. */
  @Test
  @LookAt("who tells a client that waits, and is owed nothing, that the server closes")
  public void ECHO_6_an_idle_client_does_not_wait_for_the_end_of_the_grace_period()
      throws IOException {
    try (var server = serve(grace(EchoSettings.defaults(), LONG));
        var client = EchoClient.of("the client", server.address())) {
      client.expectService("hello");
      var closing = server.closing();
      client.awaitEnd();
      client.leave();
      var _ = closing.await(Duration.ZERO);
    }
  }

  /** A client that sends and reads without a pause is never idle: only the grace period ends it. */
  @Test
  @LookAt("what ends a thread whose reads and writes never have to wait")
  public void ECHO_6_a_client_that_goes_on_sending_is_cut_off_after_the_grace_period()
      throws IOException {
    try (var server = serve(grace(EchoSettings.defaults(), SHORT));
        var client = EchoClient.of("the client", server.address())) {
      client.expectService("hello");
      var closing = server.closing();
      client.floodUntilCutOff(new Text("on and on"), SHORT.plus(Patience.forAnEvent()));
      var _ = closing.await(SHORT);
    }
  }

  /** A client that never reads is cut off, but not before the grace period is over. */
  @Test
  @LookAt("what ends a write that never gets room, and when")
  public void ECHO_6_a_client_that_never_reads_is_cut_off_after_the_grace_period()
      throws IOException {
    try (var server = serve(grace(withSmallBuffers(), SHORT));
        var client = EchoClient.of("the client", server.address(), SMALL_BUFFERS)) {
      client.expectService("hello");
      var _ = client.push(new Text("unread"), PLENTY);
      var closed = server.closing().await(SHORT);
      assertThat(closed.took())
          .as("close() came back with a client that may still begin to read")
          .isGreaterThanOrEqualTo(SHORT);
      client.awaitEnd();
    }
  }

  /** No grace means at once, and not for ever, as a timeout of zero does in many an API. */
  @Test
  @LookAt("what a wait of zero milliseconds means to the method that waits")
  public void ECHO_6_without_grace_everyone_is_cut_off() throws IOException {
    try (var server = serve(grace(withSmallBuffers(), Duration.ZERO));
        var idle = EchoClient.of("the idle client", server.address());
        var stuck = EchoClient.of("the stuck client", server.address(), SMALL_BUFFERS)) {
      idle.expectService("hello");
      stuck.expectService("hello");
      var _ = stuck.push(new Text("unread"), PLENTY);
      var _ = server.closing().await(Duration.ZERO);
      idle.awaitEnd();
      stuck.awaitEnd();
    }
  }

  /** Twice in a row, and by two threads at the same time: both find it closed. */
  @Test
  @LookAt("what the second close() finds of what the first one has ended")
  public void ECHO_6_closing_twice_is_closing_once() throws IOException {
    try (var server = serve(grace(EchoSettings.defaults(), SHORT));
        var client = EchoClient.of("the client", server.address())) {
      client.expectService("hello");
      var one = server.closing();
      var other = server.closing();
      var _ = one.await(SHORT);
      var _ = other.await(SHORT);
      var _ = server.closing().await(SHORT);
    }
  }

  /**
   * The connections of a server that ended them first linger in the kernel (TIME_WAIT); that must
   * not keep anybody from its port.
   */
  @Test
  @LookAt("SO_REUSEADDR on the listener, before it is bound; and whether the listener is closed")
  public void ECHO_6_the_port_can_be_bound_again_at_once() throws IOException {
    var settings = grace(EchoSettings.defaults(), SHORT);
    for (int i = 0; i < 3; i++) {
      try (var server = serve(settings);
          var client = EchoClient.of("client " + i, server.address())) {
        client.expectService("hello");
        settings = settings.withServer(settings.server().withAddress(server.address()));
        var closing = server.closing();
        client.awaitEnd();
        client.leave();
        var _ = closing.await(SHORT);
      }
    }
  }

  /** Who closes may be interrupted: the clients must not pay for it, and the caller must know. */
  @Test
  @LookAt("each catch of InterruptedException on the way of close(): wait on, and restore it")
  @NotRemotely(
      value = "whether the caller is still interrupted afterwards is known only there",
      butTheRest = true)
  public void ECHO_6_an_interrupt_does_not_cut_it_short_and_is_restored() throws IOException {
    try (var server = serve(grace(withSmallBuffers(), LONG));
        var client = EchoClient.of("the client", server.address(), SMALL_BUFFERS)) {
      client.expectService("hello");
      var _ = client.push(new Text("unread"), PLENTY);
      var closing = server.closing();
      expectRefusal(server, closing);
      closing.interrupt();
      client.expectEcho();
      client.leave();
      assertThat(closing.await(Duration.ZERO).interrupted())
          .as("whether the thread that was interrupted in close() is interrupted afterwards")
          .isTrue();
    }
  }

  /** At its limit the server waits for room, and not for a client: close() has to end that, too. */
  @Test
  @LookAt("what else than accept() the accepting thread may be waiting for")
  public void ECHO_6_a_full_server_can_be_closed() throws IOException {
    var server = ServerSettings.defaults().withMaxConnections(1).withGrace(SHORT);
    try (var serving = serve(EchoSettings.defaults().withServer(server));
        var client = EchoClient.of("the client", serving.address());
        var waiting = EchoClient.of("a waiting client", serving.address())) {
      client.expectService("hello");
      var _ = serving.closing().await(SHORT);
      client.awaitEnd();
      waiting.awaitEnd();
    }
  }

  /** A server that takes its time must not keep the next one open: they close side by side. */
  @Test
  @LookAt("whether the model closes its servers one after the other")
  public void ECHO_6_closing_the_model_refuses_everywhere_at_once() throws IOException {
    var settings = grace(withSmallBuffers(), LONG);
    try (var slow = serve(settings);
        var other = serve(settings);
        var client = EchoClient.of("the client", slow.address(), SMALL_BUFFERS)) {
      client.expectService("hello");
      var _ = client.push(new Text("unread"), PLENTY);
      var closing = Closing.of("the model", model());
      expectRefusal(other, closing);
      client.expectEcho();
      client.leave();
      var _ = closing.await(Duration.ZERO);
    }
  }

  /** Who closes the model has closed its servers. */
  @Test
  @LookAt("what the model's close() knows of the servers that it has started")
  public void ECHO_6_closing_the_model_closes_its_servers() throws IOException {
    try (var server = serve(grace(EchoSettings.defaults(), SHORT));
        var client = EchoClient.of("the client", server.address())) {
      client.expectService("hello");
      var _ = Closing.of("the model", model()).await(SHORT);
      client.awaitEnd();
      assertThat(refused(server.address())).as("whether new clients are refused").isTrue();
    }
  }
}
