package fiveways.virtual;

import static fiveways.contract.tck.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import fiveways.virtual.engine.LineReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What this model cannot do. Each limit is shown by something that happens although one would wish
 * that it did not; none by something that fails to happen for a while.
 */
class LimitsTest {
  private static final Duration SOON = Duration.ofMillis(20);

  /** An interrupt is a request. Code that never waits is told, and goes on all the same. */
  @Test
  void a_loop_that_never_waits_goes_on_after_it_was_cancelled() throws Exception {
    try (var model = new VirtualModel()) {
      var stepsAfterCancel = new AtomicInteger();
      var enough = new CountDownLatch(1);
      Callable<Reply> loop =
          () -> {
            while (enough.getCount() > 0) {
              if (Thread.currentThread().isInterrupted()) {
                stepsAfterCancel.incrementAndGet();
              }
            }
            return new Line("released");
          };
      var running = Running.run(model, model.within(SOON, loop));
      eventually("it steps on").until(() -> stepsAfterCancel.get() > 1_000);
      assertThat(running.hasEnded()).as("the caller is back, with work going on").isFalse();
      enough.countDown();
      assertThat(running.await().outcome()).asString().contains("no end within " + SOON);
    }
  }

  /**
   * A read answers an interrupt only where it has to wait. As long as there are bytes, it does not
   * even look. (So a server that is to be closed under load has to look itself: {@code Input}.)
   */
  @Test
  void a_read_that_need_not_wait_does_not_notice_an_interrupt() throws Exception {
    try (var model = new VirtualModel();
        var peer = ScriptedPeer.playing(client -> client.send("x".repeat(1_000)))) {
      Callable<Reply> interrupted =
          () -> {
            try (var socket = new Socket()) {
              socket.connect(peer.peer().address());
              var in = socket.getInputStream();
              eventually("all is there").until(() -> in.available() == 1_000);
              Thread.currentThread().interrupt();
              var all = in.readNBytes(1_000).length;
              assertThatThrownBy(in::read)
                  .as("the first read that has to wait")
                  .isInstanceOf(SocketException.class)
                  .hasMessage("Closed by interrupt");
              return new Line("read although interrupted: " + all);
            }
          };
      assertThat(model.run(interrupted)).isEqualTo(new Line("read although interrupted: 1000"));
    }
  }

  /**
   * A deadline around a read does not end the read only: the interrupt closes the socket. On a
   * connection that is meant to go on, somebody else must read ({@link BoundedRead}).
   */
  @Test
  void a_deadline_around_a_read_costs_the_connection() throws Exception {
    try (var model = new VirtualModel();
        var peer = ScriptedPeer.playing(client -> client.send("half a li"));
        var socket = new Socket()) {
      socket.connect(peer.peer().address());
      assertThatThrownBy(() -> model.run(model.within(SOON, () -> lineFrom(socket))))
          .isInstanceOf(TimeoutException.class);
      assertThat(socket.isClosed()).as("the connection is closed").isTrue();
      peer.connection(0).awaitEnd();
    }
  }

  /** The same for a listener: the next client finds nobody ({@link BoundedAccept}). */
  @Test
  void a_deadline_around_an_accept_costs_the_listener() throws Exception {
    try (var model = new VirtualModel();
        var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> model.run(model.within(SOON, () -> lineFrom(listener.accept()))))
          .isInstanceOf(TimeoutException.class);
      assertThat(listener.isClosed()).as("the listener is closed").isTrue();
    }
  }

  private static Reply lineFrom(Socket socket) throws IOException {
    return new LineReader(socket.getInputStream()).line();
  }

  /**
   * An interrupt inside a write leaves the peer with half of what was being written. So a thread
   * that writes lines others share must not be cancelled there, but told ({@link Heartbeat}).
   */
  @Test
  void an_interrupt_inside_a_write_cuts_the_message_in_two() throws Exception {
    var message = 64 * 1024 * 1024; // more than two sockets' buffers hold
    try (var model = new VirtualModel();
        var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var peer = listener.accept()) {
      assertThatThrownBy(() ->
              model.run(
                  model.within(
                      SOON,
                      () -> {
                        socket.getOutputStream().write(new byte[message]);
                        return new Line("written");
                      })))
          .isInstanceOf(TimeoutException.class);
      var arrived = peer.getInputStream().readAllBytes().length;
      assertThat(arrived).as("bytes before the end of stream").isBetween(1, message - 1);
    }
  }

  /** What an operation starts outside of a scope is nobody's: no deadline reaches it. */
  @Test
  void a_thread_started_beside_the_scope_outlives_the_deadline() throws Exception {
    var gone = new CountDownLatch(1);
    var stray = new CountDownLatch(1);
    try (var model = new VirtualModel()) {
      var operation =
          model.within(
              SOON,
              () -> {
                Thread.startVirtualThread(() -> {
                  awaitUnlessInterrupted(gone);
                  stray.countDown();
                });
                stray.await();
                return new Line("never");
              });
      assertThatThrownBy(() -> model.run(operation)).isInstanceOf(TimeoutException.class);
    }
    gone.countDown(); // the model is closed, and yet somebody is still waiting for this
    eventually("the stray thread goes on").until(() -> stray.getCount() == 0);
  }

  private static void awaitUnlessInterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("somebody did reach it", e);
    }
  }

  /**
   * The alarm of a scope rings in the common pool. Where others block that pool's workers, it rings
   * late: here not before the operation has slept through its deadline ten times over. That it is
   * late is told all the same, because the clock is asked too.
   */
  @Test
  void a_blocked_common_pool_makes_deadlines_late() throws Exception {
    var release = new CountDownLatch(1);
    var pool = ForkJoinPool.commonPool();
    int workers = Math.max(1, ForkJoinPool.getCommonPoolParallelism());
    var blocked = new CountDownLatch(workers);
    try (var model = new VirtualModel()) {
      for (int i = 0; i < workers; i++) {
        pool.execute(() -> {
          blocked.countDown();
          awaitUnlessInterrupted(release);
        });
      }
      blocked.await();
      var slept = new AtomicInteger();
      var operation =
          model.within(
              SOON,
              () -> {
                for (; slept.get() < 10; slept.incrementAndGet()) {
                  Thread.sleep(SOON); // an interrupt would end it
                }
                return new Line("slept well");
              });
      assertThatThrownBy(() -> model.run(operation)).isInstanceOf(TimeoutException.class);
      assertThat(slept).as("how often it slept that long, undisturbed").hasValue(10);
    } finally {
      release.countDown();
    }
  }

  /** A future that nobody waits for any more is still being computed. */
  @Test
  void the_first_attempt_leaves_its_work_behind() throws Exception {
    var answer = new CountDownLatch(1);
    try (var attempt = new BrokenTimeout();
        var peer =
            ScriptedPeer.playing(client -> {
              answer.await();
              client.send("too late\n");
            })) {
      assertThatThrownBy(() -> attempt.ask(peer.peer(), "hello", SOON))
          .isInstanceOf(TimeoutException.class);
      assertThat(attempt.stillWorking()).as("work goes on after the deadline").isTrue();
      assertThat(peer.connection(0).ended()).as("its connection has ended").isFalse();
      answer.countDown(); // and now it even succeeds
      eventually("the work comes to its end").until(() -> !attempt.stillWorking());
    }
  }
}
