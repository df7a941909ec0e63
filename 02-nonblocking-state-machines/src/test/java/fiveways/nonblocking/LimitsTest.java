package fiveways.nonblocking;

import static fiveways.contract.tck.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Client;
import fiveways.contract.tck.Patience;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import fiveways.nonblocking.engine.Connection;
import fiveways.nonblocking.engine.Lifetime;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Machine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * What this model cannot do. Each limit is shown by something that happens although one would wish
 * that it did not; none by something that fails to happen for a while.
 */
class LimitsTest {
  private static final Duration SOON = Duration.ofMillis(20);

  /** Cancel is an event like any other: a machine that has no case for it takes no notice. */
  @Test
  void a_machine_without_a_cancel_goes_on_until_its_peer_answers() throws Exception {
    var answer = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    var ends = new ArrayList<Outcome>();
    try (var model = new NonblockingModel();
        var peer =
            ScriptedPeer.playing(client -> {
              answer.await();
              client.send("at last\n");
            })) {
      var plain = new Timeout().plain(peer.peer(), "hello");
      Operation watched =
          (loop, end) -> {
            var machine =
                plain.on(
                    loop,
                    outcome -> {
                      ends.add(outcome);
                      end.accept(outcome);
                    });
            return new Machine() {
              @Override
              public void start() {
                machine.start();
              }

              @Override
              public void cancel() {
                machine.cancel();
                cancelled.countDown();
              }
            };
          };
      var running = Running.run(model, model.within(SOON, watched));
      cancelled.await();
      assertThat(running.hasEnded()).as("the caller is back, with work going on").isFalse();
      answer.countDown();
      assertThat(running.await().outcome()).asString().contains("no end within " + SOON);
      assertThat(ends).as("what was read after the deadline").containsExactly(new Line("at last"));
    }
  }

  /**
   * There is one thread. A step that waits holds up whoever else lives on the loop: here a client
   * that is not answered, and a deadline that passes ten times over before anybody says so.
   */
  @Test
  void a_step_that_waits_holds_up_everybody() throws Exception {
    var limit = SOON.multipliedBy(10);
    try (var model = new NonblockingModel();
        var silent = ScriptedPeer.silent();
        var server = model.echo(EchoSettings.defaults());
        var client = Client.of(server.address())) {
      client.sendLine("before");
      assertThat(client.readLine()).isEqualTo("before");
      var waiting = new CountDownLatch(1);
      var enough = new CountDownLatch(1);
      var other = Running.run(model, model.within(limit, model.ask(silent.peer(), "hello")));
      eventually("it has asked").until(() -> !silent.connection(0).received().isEmpty());
      var blocking = Running.run(model, blocking(waiting, enough));
      waiting.await();
      long since = System.nanoTime();
      client.sendLine("meanwhile");
      while (System.nanoTime() - since < limit.toNanos()) {
        Thread.onSpinWait();
      }
      assertThat(other.hasEnded()).as("somebody was told of the deadline").isFalse();
      assertThat(client.socket().getInputStream().available()).as("bytes echoed").isZero();
      enough.countDown();
      assertThat(client.readLine()).isEqualTo("meanwhile");
      assertThat(other.await().outcome()).isInstanceOf(Failed.class);
      assertThat(other.await().took()).as("how late that was").isGreaterThan(limit);
      assertThat(blocking.await().outcome()).isInstanceOf(Reply.class);
    }
  }

  private static Operation blocking(CountDownLatch waiting, CountDownLatch enough) {
    return (loop, end) ->
        () ->
            loop.execute(() -> {
              waiting.countDown();
              try {
                enough.await();
                end.accept(new Line("released"));
              } catch (InterruptedException e) {
                end.accept(new Failed(e));
              }
            });
  }

  /**
   * A step has no caller: the trace of a failure begins at the loop, and neither who described the
   * race around it nor who runs it is in it. That of the race's own failure is no better.
   */
  @Test
  void a_failure_s_stack_trace_names_the_loop_and_not_who_asked() throws Exception {
    try (var model = new NonblockingModel()) {
      var nobody = new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort()));
      var ask = model.within(Duration.ofHours(1), model.ask(nobody, "hello"));
      var failed =
          catchThrowableOfType(
              AllFailedException.class,
              () -> model.run(model.firstOf(Duration.ZERO, List.of(ask))));
      for (var failure : List.of(failed.causes().getFirst(), failed)) {
        assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getClassName))
            .contains(Loop.class.getName())
            .doesNotContain(LimitsTest.class.getName(), NonblockingModel.class.getName());
      }
      assertThat(failed.getCause()).isInstanceOf(ConnectException.class);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Whoever forgets to take an interest back makes the loop turn for nothing, as fast as it can.
   */
  @Test
  void an_interest_that_nobody_needs_makes_the_loop_spin() throws Exception {
    var lifetime = Lifetime.forMany("loop");
    try (lifetime;
        var peer = ScriptedPeer.silent()) {
      var loop = lifetime.loop();
      var forgetful = new Forgetful(loop);
      loop.execute(() -> forgetful.connection.connect(peer.peer()));
      eventually("thousands of turns, and nothing to do").until(() -> loop.turns() > 5_000);
      loop.execute(forgetful.connection::close);
    }
  }

  private static final class Forgetful implements Loop.Handler {
    final Connection connection;

    Forgetful(Loop loop) {
      connection = new Connection(loop, this);
    }

    @Override
    public void ready() throws IOException {
      connection.finishConnect();
      connection.interestOps(SelectionKey.OP_WRITE); // there is room, and there will be
    }

    @Override
    public void failed(Exception cause) {
      throw new AssertionError(cause);
    }
  }

  /**
   * TIME-2, broken: a peer that drips gets as long as it likes, because each select starts anew.
   */
  @Test
  void the_timeout_of_select_is_stretched_by_a_peer_that_drips() throws Exception {
    var deadline = Patience.scaled(Duration.ofSeconds(1));
    long start = System.nanoTime();
    try (var attempt = new BrokenTimeout();
        var peer =
            ScriptedPeer.playing(client -> {
              while (System.nanoTime() - start < deadline.toNanos() * 3 / 2) {
                client.send(".");
                Thread.sleep(5);
              }
              client.send("\n");
            })) {
      assertThat(attempt.ask(peer.peer(), "hello", deadline)).asString().contains("....");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(deadline);
    }
  }
}
