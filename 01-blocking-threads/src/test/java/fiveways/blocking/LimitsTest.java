package fiveways.blocking;

import static fiveways.contract.tck.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveways.blocking.engine.Alarms;
import fiveways.blocking.engine.CancelScope;
import fiveways.blocking.engine.LineReader;
import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Client;
import fiveways.contract.tck.Patience;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What this model cannot do. Each limit is shown by something that happens although one would wish
 * that it did not; none by something that fails to happen for a while.
 */
class LimitsTest {
  private static final Duration SOON = Duration.ofMillis(20);

  /** What a call keeps to itself, nobody can end: the deadline passes, and it reads its reply. */
  @Test
  void a_call_that_hands_nothing_over_goes_on_until_its_peer_answers() throws Exception {
    var answer = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    var replies = new ArrayList<Reply>();
    try (var model = new BlockingModel();
        var alarms = new Alarms("alarms");
        var peer =
            ScriptedPeer.playing(client -> {
              answer.await();
              client.send("at last\n");
            })) {
      var plain = new Timeout(alarms).plain(peer.peer(), "hello");
      Call watched =
          scope -> {
            try (var _ = scope.hold(cancelled::countDown)) {
              replies.add(plain.in(scope));
              return replies.getFirst();
            }
          };
      var running = Running.run(model, model.within(SOON, watched));
      cancelled.await();
      assertThat(running.hasEnded()).as("the caller is back, with work going on").isFalse();
      answer.countDown();
      assertThat(running.await().outcome()).asString().contains("no end within " + SOON);
      assertThat(replies)
          .as("what was read after the deadline")
          .containsExactly(new Line("at last"));
    }
  }

  private static Socket connected(ScriptedPeer peer) throws IOException {
    return new Socket(peer.peer().address().getAddress(), peer.peer().address().getPort());
  }

  /** Why {@code run} needs a thread of its own: a blocked read does not hear an interrupt. */
  @Test
  void a_read_returns_as_if_nobody_had_interrupted() throws Exception {
    try (var peer = ScriptedPeer.silent();
        var socket = connected(peer)) {
      var read =
          new FutureTask<>(() -> {
            int b = socket.getInputStream().read();
            return (char) b + (Thread.currentThread().isInterrupted() ? " and interrupted" : "");
          });
      var reader = Thread.ofPlatform().daemon().name("tck-reader").start(read);
      reader.interrupt();
      peer.connection(0).send("x");
      assertThat(read.get()).isEqualTo("x and interrupted");
    }
  }

  /** A flag that is asked between two reads is asked too late: the next read may never end. */
  @Test
  void a_flag_ends_no_read() throws Exception {
    try (var peer = ScriptedPeer.silent();
        var socket = connected(peer)) {
      var scope = new CancelScope();
      var looked = new Semaphore(0);
      var reads = new FutureTask<>(() -> readUntilCancelled(socket, scope, looked));
      Thread.ofPlatform().daemon().name("tck-reader").start(reads);
      peer.connection(0).send("a");
      looked.acquire(2);
      scope.cancel(); // it has looked before the second read, and so it takes the peer to end that
      assertThat(peer.connection(0).ended()).as("its connection has ended").isFalse();
      peer.connection(0).send("b");
      assertThat(reads.get()).as("what it read, up to after the cancel").isEqualTo("ab");
    }
  }

  private static String readUntilCancelled(Socket socket, CancelScope flag, Semaphore looked)
      throws IOException {
    var read = new StringBuilder();
    while (!flag.cancelled()) {
      looked.release();
      read.append((char) socket.getInputStream().read());
    }
    return read.toString();
  }

  /** The same in a race that is won: the loser has been given the token, and its peer decides. */
  @Test
  void a_cancellation_token_threaded_through_every_signature_ends_no_read() throws Exception {
    var looked = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    var heard = new StringBuilder();
    try (var model = new BlockingModel();
        var peer = ScriptedPeer.silent();
        var quick =
            ScriptedPeer.playing(client -> {
              looked.await();
              client.send("won\n");
            })) {
      Call loser =
          token -> {
            try (var socket = connected(peer, token);
                var _ = token.hold(cancelled::countDown)) {
              return readLine(socket, token, looked, heard);
            }
          };
      var race = List.of(loser, model.ask(quick.peer(), "hello"));
      var running = Running.run(model, model.firstOf(Duration.ZERO, race));
      cancelled.await();
      assertThat(running.hasEnded()).as("the race is over, with a loser at work").isFalse();
      peer.connection(0).send("too late"); // in one piece, and yet it reads no more than a byte
      assertThat(running.await().outcome()).isEqualTo(new Line("won"));
      assertThat(heard).as("what the loser read after it was cancelled").hasToString("t");
    }
  }

  private static Socket connected(ScriptedPeer peer, CancelScope token) throws IOException {
    token.throwIfCancelled();
    return connected(peer);
  }

  private static Reply readLine(
      Socket socket, CancelScope token, CountDownLatch looked, StringBuilder heard)
      throws IOException {
    while (heard.indexOf("\n") < 0) {
      token.throwIfCancelled();
      looked.countDown();
      heard.append((char) socket.getInputStream().read());
    }
    return new Line(heard.toString().strip());
  }

  /** TIME-2, broken: a peer that drips gets as long as it likes, because each read starts anew. */
  @Test
  void a_read_timeout_is_stretched_by_a_peer_that_drips() throws Exception {
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

  /** Java gives no timeout to a write. (So a recalculated deadline cannot bound a long one.) */
  @Test
  void a_timeout_on_the_socket_does_not_bound_a_write() throws Exception {
    var message = new byte[64 * 1024 * 1024]; // more than two sockets' buffers hold
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var peer = listener.accept()) {
      socket.setSoTimeout(1);
      var write =
          new FutureTask<>(() -> {
            socket.getOutputStream().write(message);
            return "written";
          });
      Thread.ofPlatform().daemon().name("tck-writer").start(write);
      assertThat(peer.getInputStream().readNBytes(message.length)).hasSize(message.length);
      assertThat(write.get()).isEqualTo("written");
    }
  }

  /** A deadline around a read closes the socket, so on a connection that stays it is no use. */
  @Test
  void a_deadline_around_a_read_costs_the_connection() throws Exception {
    try (var model = new BlockingModel();
        var peer = ScriptedPeer.playing(client -> client.send("half a li"));
        var socket = connected(peer)) {
      Call read =
          scope -> {
            try (var _ = scope.hold(socket)) {
              return new Line(new LineReader(socket.getInputStream()).require());
            }
          };
      assertThatThrownBy(() -> model.run(model.within(SOON, read)))
          .isInstanceOf(TimeoutException.class);
      assertThat(socket.isClosed()).as("the connection is closed").isTrue();
      peer.connection(0).awaitEnd();
    }
  }

  /**
   * A trace goes back to where its thread was started, and no further: the attempt's shows what it
   * was doing, the race's that it was racing, and neither who wanted it.
   */
  @Test
  void a_failure_s_stack_trace_names_the_steps_of_its_own_thread_and_not_the_caller()
      throws Exception {
    try (var model = new BlockingModel();
        var rude = ScriptedPeer.hangingUp()) {
      Call ask = model.within(Duration.ofMinutes(1), model.ask(rude.peer(), "hello"));
      var race = model.firstOf(Duration.ZERO, List.of(ask));
      var failed = catchThrowableOfType(AllFailedException.class, () -> model.run(race));
      assertThat(frames(failed.causes().getFirst()))
          .as("the attempt's")
          .containsSubsequence("Timeout.ask", "Timeout.within", "Crew.start", "Thread.run")
          .noneMatch(frame -> frame.startsWith("Race.") || frame.startsWith("LimitsTest."));
      assertThat(frames(failed))
          .as("the race's")
          .containsSubsequence("Race.winner", "Race.firstOf", "Runner.run", "Thread.run")
          .noneMatch(frame -> frame.startsWith("LimitsTest."));
    }
  }

  /** The class and the method of each, the innermost first; a lambda's is where it was written. */
  private static List<String> frames(Exception failure) {
    return Arrays.stream(failure.getStackTrace())
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .map(frame -> frame.replaceAll(".*\\.(\\w+\\.)(?:lambda\\$)?([^.$]+)(\\$\\d+)?$", "$1$2"))
        .toList();
  }

  /** All alarms share a thread. One resource that is slow to close makes every deadline late. */
  @Test
  void what_is_slow_to_close_delays_the_deadlines_of_others() throws Exception {
    var closing = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    var undisturbed = new AtomicBoolean();
    try (var model = new BlockingModel()) {
      Call slowToClose =
          scope -> {
            scope.hold(() -> {
              closing.countDown();
              closed.await();
            });
            return awaited(closed);
          };
      Call other =
          scope -> {
            var reply = awaited(closing);
            long start = System.nanoTime();
            while (System.nanoTime() - start < 10 * SOON.toNanos()) {
              Thread.onSpinWait();
            }
            undisturbed.set(!scope.cancelled());
            return reply;
          };
      var slow = Running.run(model, model.within(SOON, slowToClose));
      closing.await();
      var late = Running.run(model, model.within(SOON, other)).await();
      closed.countDown();
      assertThat(late.outcome()).as("the clock is asked, too").isInstanceOf(Failed.class);
      assertThat(undisturbed).as("it ran on for ten times its deadline").isTrue();
      assertThat(slow.await().outcome()).isInstanceOf(Failed.class);
    }
  }

  /** A monitor is no socket: who waits in it and has not registered that waits for a notify. */
  @Test
  void closing_what_is_registered_wakes_nobody_in_a_monitor() throws Exception {
    var cancelled = new CountDownLatch(1);
    var events = new Events(1);
    try (var model = new BlockingModel()) {
      events.put("first");
      Call put =
          scope -> {
            try (var _ = scope.hold(cancelled::countDown)) {
              events.put("second"); // there is no room
              return new Line("put");
            }
          };
      var running = Running.run(model, model.within(SOON, put));
      cancelled.await();
      assertThat(running.hasEnded()).as("the caller is back, with work going on").isFalse();
      assertThat(events.takeAll()).as("what there was").containsExactly("first");
      assertThat(running.await().outcome()).asString().contains("no end within " + SOON);
      assertThat(events.takeAll()).as("put after the cancel").containsExactly("second");
    }
  }

  private static Reply awaited(CountDownLatch latch) throws IOException {
    try {
      latch.await();
      return new Line("released");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Whoever is connected has a thread of the system, although nobody says a word. */
  @Test
  void every_idle_client_costs_a_platform_thread() throws Exception {
    var clients = new ArrayList<Client>();
    try (var model = new BlockingModel();
        var server = model.echo(EchoSettings.defaults())) {
      for (int i = 0; i < 50; i++) {
        clients.add(Client.of(server.address()));
      }
      eventually("all are connected").until(() -> server.connections() == 50);
      eventually("each has a thread").until(() -> platformThreads("echo /") == 50);
      clients.forEach(Client::close);
    }
  }

  /** One thread writes to it, and another one hears whether it is still there. */
  @Test
  void every_idle_subscriber_costs_two_platform_threads(@TempDir Path folder) throws Exception {
    var clients = new ArrayList<Client>();
    try (var model = new BlockingModel();
        var server = model.replay(ReplaySettings.defaults(folder.resolve("journal")))) {
      for (int i = 0; i < 20; i++) {
        clients.add(Client.of(server.address()));
        clients.getLast().sendLine(EventServer.SUBSCRIBE);
      }
      eventually("each has one that reads").until(() -> platformThreads("replay /") == 20);
      eventually("and one that writes").until(() -> platformThreads("replay-events") == 20);
      clients.forEach(Client::close);
    }
  }

  private static long platformThreads(String name) {
    return Thread.getAllStackTraces().keySet().stream() // these are platform threads only
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }
}
