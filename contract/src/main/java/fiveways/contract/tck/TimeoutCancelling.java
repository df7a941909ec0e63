package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Failed;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * TIME-8: the caller is cancelled, or the whole model is closed.
 *
 * @param <O> the model's own type of operation
 */
public abstract class TimeoutCancelling<O> extends TimeoutEndings<O> {
  protected TimeoutCancelling(Subject<O> subject) {
    super(subject);
  }

  private void interrupted(String what, Running running) throws InterruptedException {
    running.interrupt();
    Ends.withFailure(what, running.await(what), InterruptedException.class);
  }

  /** Waiting for a reply, through any number of deadlines. */
  @Test
  @LookAt("how the caller's interrupt reaches whoever waits for the peer")
  public void TIME_8_an_interrupt_ends_the_wait_for_a_reply() throws Exception {
    try (var peer = ScriptedPeer.playing(client -> client.send("half a li"))) {
      int index = 0;
      for (var operation : bounded(() -> model().ask(peer.peer(), "hello"))) {
        var running = Running.run(model(), operation);
        var connection = peer.connection(index++);
        Patience.eventually("the request arrives").until(() -> !connection.received().isEmpty());
        interrupted("waiting for a reply, interrupted", running);
        Ends.ends("after the caller was interrupted", connection);
        assertThat(connection.received()).as("all that the peer has got").isEqualTo("hello\n");
      }
    }
  }

  /** Waiting for a connection. */
  @Test
  @LookAt("whether a connect that waits can be cancelled at all")
  public void TIME_8_an_interrupt_ends_the_connect() throws Exception {
    try (var full = new FullListener()) {
      for (var operation : bounded(() -> model().ask(full.peer(), "hello"))) {
        var running = Running.run(model(), operation);
        LockSupport.parkNanos(20_000_000); // by now it connects; if not, it must end all the same
        interrupted("connecting, interrupted", running);
      }
      var connecting =
          Running.call(() -> {
            model().connect(full.peer()).close();
            return new Line("connected");
          });
      LockSupport.parkNanos(20_000_000);
      interrupted("opening a connection, interrupted", connecting);
      assertThat(full.strangers())
          .as("connections that come through after the caller was interrupted")
          .isZero();
    }
  }

  /** An interrupt that was there first: nothing is begun. */
  @Test
  @LookAt("what run() does first in a thread that is interrupted already")
  public void TIME_8_interrupted_before_it_begins_it_does_nothing() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      for (var operation : bounded(() -> model().ask(peer.peer(), "hello"))) {
        var what = "running in a thread that is interrupted already";
        var ended = Running.runInterrupted(model(), operation).await(what);
        Ends.withFailure(what, ended, InterruptedException.class);
      }
      assertThat(peer.connections()).as("connects").isEmpty();
    }
  }

  /** At any moment in between; whatever had been opened by then is closed. */
  @Test
  @LookAt("a cancel that comes before there is a socket to close, or just as it connects")
  public void TIME_8_an_interrupt_at_any_moment_ends_it() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      for (int i = 0; i < 100; i++) {
        var running = Running.run(model(), within(HOUR, model().ask(peer.peer(), "hello")));
        spin(i * 6_000L);
        interrupted("interrupted " + i * 6 + " µs after it was begun", running);
      }
      peer.connections()
          .forEach(connection -> Ends.ends("after the caller was interrupted", connection));
    }
  }

  private static void spin(long nanos) {
    for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
      Thread.onSpinWait();
    }
  }

  /** Either it was in time, or the reply was: then the caller is still interrupted. */
  @Test
  @LookAt("where an InterruptedException is caught: it is thrown on, or the interrupt restored")
  @NotRemotely(
      value = "whether the caller is still interrupted afterwards is known only there",
      butTheRest = true)
  public void TIME_8_an_interrupt_is_never_swallowed() throws Exception {
    try (var peer = ScriptedPeer.replying("here")) {
      for (int i = 0; i < 100; i++) {
        var sent = new CountDownLatch(1);
        var running = Running.call(() -> replyWithInterrupt(peer.peer(), sent));
        spin(i * 5_000L);
        running.interrupt();
        sent.countDown();
        var what = "interrupted at about the time of the reply";
        var ended = running.await(what);
        if (ended.outcome() instanceof Failed) {
          Ends.withFailure(what, ended, InterruptedException.class);
        } else {
          Ends.withReply(what, ended, "here, and interrupted");
        }
      }
    }
  }

  private Outcome replyWithInterrupt(Peer peer, CountDownLatch sent) throws Exception {
    var outcome = model().run(within(HOUR, model().ask(peer, "hello")));
    boolean before = Thread.interrupted();
    sent.await(); // by now the interrupt has been sent, but perhaps only since run() was over
    return before || Thread.interrupted()
        ? new Line(((Line) outcome).text() + ", and interrupted")
        : outcome;
  }

  /**
   * What cannot be stopped is waited for, and then the interrupt is thrown. A failure usually means
   * that the caller was sent away while the work goes on.
   */
  @Test
  @LookAt("who waits for the end of the work when the caller is interrupted, even twice")
  @NotRemotely("a computation that never waits leaves no trace that a peer could see")
  public void TIME_8_all_of_it_is_over_when_the_interrupt_is_thrown() throws Exception {
    try (var spinning = new Spinning()) {
      var running = Running.run(model(), within(HOUR, subject().spin(spinning)));
      assertThat(spinning.awaitBegun(running)).as("the computation begins").isTrue();
      running.interrupt();
      running.interrupt();
      if (Patience.comes(Patience.forNothing(), running::hasEnded)) {
        assertThat(spinning.goesOn(Patience.forNothing()))
            .overridingErrorMessage("run() has come back, and the computation goes on")
            .isFalse();
      }
      spinning.release();
      interrupted("a computation, interrupted", running);
    }
  }

  /** The listener is as good after an interrupt as after a timeout. */
  @Test
  @LookAt("what an interrupt does to the listener")
  public void TIME_8_after_an_interrupt_the_listener_is_still_good() throws Exception {
    try (var acceptor = acceptor()) {
      var running = Running.run(model(), acceptor.acceptOne());
      LockSupport.parkNanos(SHORT.toNanos());
      interrupted("accepting, interrupted", running);
      var next = Running.run(model(), acceptor.acceptOne());
      LockSupport.parkNanos(SHORT.toNanos());
      try (var client = visit(acceptor)) {
        client.sendLine("hello");
        var what = "accepting after an interrupt";
        Ends.withReply(what, next.await(what), "hello");
      }
    }
  }

  /** A read that is interrupted loses as little as one that timed out. */
  @Test
  @LookAt("what an interrupt does to the connection and to what was read of a line")
  public void TIME_8_an_interrupted_read_loses_nothing() throws Exception {
    try (var peer = ScriptedPeer.silent();
        var connection = model().connect(peer.peer())) {
      peer.connection(0).send("half ");
      var running = Running.run(model(), connection.readLine());
      LockSupport.parkNanos(SHORT.toNanos());
      interrupted("reading half a line, interrupted", running);
      peer.connection(0).send("a line\n");
      readWhole(connection, new StringBuilder("half a line\n"));
    }
  }

  /** Closing the model cancels everything in it. */
  @Test
  @LookAt("who knows of the operations and connections that are still open when the model closes")
  public void TIME_8_closing_the_model_ends_what_runs() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var acceptor = model().acceptor(address);
      var accepting = Running.run(model(), acceptor.acceptOne());
      var connection = model().connect(peer.peer());
      var reading = Running.run(model(), connection.readLine());
      var asking = Running.run(model(), within(HOUR, model().ask(peer.peer(), "hello")));
      var listening = acceptor.address();
      var _ = peer.connection(1);
      model().close();
      for (var running : List.of(accepting, reading, asking)) {
        var what = "running while its model is closed";
        Ends.withFailure(what, running.await(what), Exception.class);
      }
      peer.connections().forEach(open -> Ends.ends("after its model was closed", open));
      assertThatThrownBy(() -> Client.of(listening).close())
          .as("connecting to an acceptor of a closed model")
          .isInstanceOf(IOException.class);
    }
  }

  /** Closed is closed: every member refuses, and closing again does nothing. */
  @Test
  @LookAt("which members of the model look whether it is closed")
  public void TIME_8_a_closed_model_refuses_everything() throws Exception {
    try (var peer = ScriptedPeer.replying("here")) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var described = model().ask(peer.peer(), "hello");
      model().close();
      model().close();
      refused("ask", () -> model().ask(peer.peer(), "hello"));
      refused("within", () -> model().within(Duration.ofSeconds(1), described));
      refused("run", () -> model().run(described));
      refused("acceptor", () -> model().acceptor(address).close());
      refused("connect", () -> model().connect(peer.peer()).close());
      refused("echo", () -> model().echo(EchoSettings.defaults()).close());
      refused("heartbeat", () -> model().heartbeat(HeartbeatSettings.defaults()).close());
      assertThat(peer.connections()).as("connects by a closed model").isEmpty();
    }
  }

  private static void refused(String member, ThrowingCallable call) {
    Ends.refused(member + ", of a closed model", IllegalStateException.class, call);
  }
}
