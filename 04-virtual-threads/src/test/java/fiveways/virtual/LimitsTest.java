package fiveways.virtual;

import static fiveways.contract.tck.Patience.eventually;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import fiveways.virtual.engine.LineReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What this model cannot do. Each limit is shown by something that happens although one would wish
 * that it did not; none by something that fails to happen for a while.
 */
class LimitsTest {
  private static final Duration SOON = Duration.ofMillis(20);

  private final VirtualModel model = new VirtualModel();

  @AfterEach
  void close() {
    model.close();
  }

  /** Runs the operation, cancels it once it has begun (as a deadline would), awaits its end. */
  private void cancelOnceBegun(CountDownLatch begun, Callable<Reply> operation) throws Exception {
    var running = Running.run(model, operation);
    begun.await();
    running.interrupt();
    assertThat(running.await().outcome()).asString().contains("InterruptedException");
  }

  /** An interrupt is a request. Code that never waits is told, and goes on all the same. */
  @Test
  void a_loop_that_never_waits_goes_on_after_it_was_cancelled() throws Exception {
    var begun = new CountDownLatch(1);
    var stepsAfterCancel = new AtomicInteger();
    cancelOnceBegun(
        begun,
        () -> {
          begun.countDown();
          while (stepsAfterCancel.get() < 1_000_000) {
            if (Thread.currentThread().isInterrupted()) {
              stepsAfterCancel.incrementAndGet();
            }
          }
          return new Line("went on as it liked");
        });
    assertThat(stepsAfterCancel).hasValue(1_000_000);
  }

  /**
   * A read answers an interrupt only where it has to wait. As long as there are bytes, it does not
   * even look. (So a server that is to be closed under load has to look itself: {@code Input}.)
   */
  @Test
  void a_read_that_need_not_wait_does_not_notice_an_interrupt() throws Exception {
    try (var peer = ScriptedPeer.playing(client -> client.send("x".repeat(1_000)));
        var socket = new Socket()) {
      socket.connect(peer.peer().address());
      var in = socket.getInputStream();
      eventually("all is there").until(() -> in.available() == 1_000);
      Callable<Reply> interrupted =
          () -> {
            Thread.currentThread().interrupt();
            var all = in.readNBytes(1_000).length;
            assertThatThrownBy(in::read)
                .as("the first read that has to wait")
                .isInstanceOf(SocketException.class)
                .hasMessage("Closed by interrupt");
            return new Line("read although interrupted: " + all);
          };
      assertThat(model.run(interrupted)).isEqualTo(new Line("read although interrupted: 1000"));
    }
  }

  /** Who waits for a monitor is told nothing: it goes on waiting, interrupted, until it gets it. */
  @Test
  void a_wait_for_a_monitor_does_not_hear_an_interrupt() throws Exception {
    var monitor = new Object();
    var begun = new CountDownLatch(1);
    var waiting = new AtomicReference<Thread>();
    Callable<Reply> entering =
        () -> {
          waiting.set(Thread.currentThread());
          begun.countDown();
          synchronized (monitor) {
            return new Line("entered, although interrupted");
          }
        };
    Running running;
    synchronized (monitor) {
      running = Running.run(model, entering);
      begun.await();
      var thread = requireNonNull(waiting.get());
      eventually("it waits").until(() -> thread.getState() == Thread.State.BLOCKED);
      running.interrupt();
      eventually("it is interrupted").until(thread::isInterrupted);
      assertThat(thread.getState()).as("what it does then").isEqualTo(Thread.State.BLOCKED);
    }
    assertThat(running.await().outcome()).asString().contains("InterruptedException");
  }

  /**
   * To cancel a read is not only to end the read: the interrupt closes the socket. On a connection
   * that is meant to go on, somebody else must read ({@link BoundedRead}).
   */
  @Test
  void a_cancelled_read_costs_the_connection() throws Exception {
    var begun = new CountDownLatch(1);
    try (var peer = ScriptedPeer.playing(client -> client.send("half a li"));
        var socket = new Socket()) {
      socket.connect(peer.peer().address());
      cancelOnceBegun(begun, () -> lineFrom(socket, begun));
      assertThat(socket.isClosed()).as("the connection is closed").isTrue();
      peer.connection(0).awaitEnd();
    }
  }

  private static Reply lineFrom(Socket socket, CountDownLatch begun) throws IOException {
    begun.countDown();
    return new LineReader(socket.getInputStream()).line();
  }

  /** The same for a listener: the next client finds nobody ({@link BoundedAccept}). */
  @Test
  void a_cancelled_accept_costs_the_listener() throws Exception {
    var begun = new CountDownLatch(1);
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      cancelOnceBegun(
          begun,
          () -> {
            begun.countDown();
            listener.accept().close();
            return new Line("never");
          });
      assertThat(listener.isClosed()).as("the listener is closed").isTrue();
    }
  }

  /**
   * The interrupt stays with the thread, and closes the next socket that it waits on, too: that of
   * its own clean-up. What has to be cleaned up over a network needs a thread that nobody cancels.
   */
  @Test
  void a_cancel_also_ends_the_clean_up() throws Exception {
    var begun = new CountDownLatch(1);
    var cleanUp = new AtomicReference<>("not reached");
    try (var peer = ScriptedPeer.silent();
        var other = ScriptedPeer.silent();
        var socket = new Socket()) {
      socket.connect(peer.peer().address());
      var clean = model.ask(other.peer(), "CLOSE 1");
      cancelOnceBegun(
          begun,
          () -> {
            try {
              return lineFrom(socket, begun);
            } finally {
              cleanUp.set(failureOf(clean));
            }
          });
      assertThat(cleanUp).hasValue("java.net.SocketException: Closed by interrupt");
    }
  }

  /**
   * So the idiomatic race, with the release where a release belongs, breaks RACE-7: the loser's
   * release is cut off by the very interrupt that makes it a loser, and what it has acquired is
   * never given back. The correct one, {@link Race#using} with what it needs to be out of the
   * interrupt's reach ({@code Masked}), takes some eighty lines where this takes nine.
   */
  @Test
  void a_loser_of_the_idiomatic_race_does_not_release_what_it_holds() throws Exception {
    var used = new CountDownLatch(1);
    var release = new AtomicReference<>("not reached");
    try (var lender = ScriptedPeer.playing(client -> lend(client, used));
        var other = ScriptedPeer.playing(client -> reply(client, used, "won"))) {
      Callable<Reply> holding = () -> brokenUsing(lender.peer(), release);
      Callable<Reply> race =
          () -> {
            try (var scope = StructuredTaskScope.open(Joiner.<Reply>anySuccessfulResultOrThrow())) {
              scope.fork(holding);
              scope.fork(model.ask(other.peer(), "hello"));
              return scope.join();
            }
          };
      assertThat(model.run(race)).isEqualTo(new Line("won"));
      assertThat(release)
          .as("what became of the release")
          .hasValue("java.net.SocketException: Closed by interrupt");
      assertThat(lender.connections().stream().map(PeerConnection::received))
          .as("what the lender was told, the connection of a release included")
          .startsWith("OPEN\n", "USE 7\n")
          .doesNotContain("CLOSE 7\n");
    }
  }

  /** It looks right, and is, as long as nobody is cancelled. */
  private Reply brokenUsing(Peer lender, AtomicReference<String> release) throws Exception {
    var opened = model.ask(lender, "OPEN").call(); // and if it is cancelled here?
    var id = ((Line) opened).text().substring("ID ".length());
    try {
      return model.ask(lender, "USE " + id).call();
    } finally {
      release.set(failureOf(model.ask(lender, "CLOSE " + id)));
    }
  }

  private static void lend(PeerConnection client, CountDownLatch used) throws Exception {
    switch (client.readLine()) {
      case "OPEN" -> client.send("ID 7\n");
      case "USE 7" -> used.countDown(); // and is left waiting
      default -> client.send("CLOSED\n");
    }
  }

  private static void reply(PeerConnection client, CountDownLatch first, String line)
      throws Exception {
    first.await();
    client.send(line + "\n");
  }

  private static String failureOf(Callable<Reply> operation) {
    try {
      return "none, but " + operation.call();
    } catch (Exception e) {
      return e.toString();
    }
  }

  /**
   * An interrupt inside a write leaves the peer with half of what was being written. So a thread
   * whose lines others share must not be cancelled there, but told ({@link Heartbeat}).
   */
  @Test
  void a_cancelled_write_cuts_the_message_in_two() throws Exception {
    var message = new byte[64 * 1024 * 1024]; // more than two sockets' buffers hold
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var peer = listener.accept()) {
      Callable<Reply> writing =
          () -> {
            socket.getOutputStream().write(message);
            return new Line("written");
          };
      var running = Running.run(model, writing);
      int first = peer.getInputStream().read();
      running.interrupt();
      assertThat(running.await().outcome()).asString().contains("InterruptedException");
      var rest = peer.getInputStream().readAllBytes().length;
      assertThat(first).isZero();
      assertThat(1 + rest).as("bytes before the end").isLessThan(message.length);
    }
  }

  /**
   * A channel answers an interrupt as a socket does, even if nobody had to wait: it closes, for all
   * who share it. What everybody writes to must be no channel, as the file of a {@link Journal}.
   */
  @Test
  void a_cancelled_write_closes_a_file_channel_for_everybody(@TempDir Path folder)
      throws Exception {
    var record = ByteBuffer.wrap(JournalRecord.of("event"));
    try (var file = FileChannel.open(folder.resolve("journal"), CREATE, APPEND)) {
      Callable<Reply> interrupted =
          () -> {
            Thread.currentThread().interrupt();
            return new Line("written: " + file.write(record));
          };
      assertThatThrownBy(() -> model.run(interrupted))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThatThrownBy(() -> file.write(record))
          .as("what somebody else writes, whom nobody has cancelled")
          .isExactlyInstanceOf(ClosedChannelException.class);
    }
  }

  /** What an operation starts outside of a scope is nobody's: no cancel reaches it. */
  @Test
  void a_thread_started_beside_the_scope_outlives_even_the_model() throws Exception {
    var begun = new CountDownLatch(1);
    var wanted = new CountDownLatch(1);
    var strayed = new CountDownLatch(1);
    Runnable straying =
        () -> {
          begun.countDown();
          awaitUnlessInterrupted(wanted);
          strayed.countDown();
        };
    cancelOnceBegun(
        begun,
        () -> {
          Thread.startVirtualThread(straying);
          strayed.await();
          return new Line("never");
        });
    model.close();
    wanted.countDown(); // everything is over, and yet somebody is waiting for this
    eventually("the stray thread goes on").until(() -> strayed.getCount() == 0);
  }

  /**
   * The alarm of a scope rings in the common pool. Where others block that pool's workers, it rings
   * late: here not before the operation has slept through its deadline ten times over. That it is
   * late is told all the same, because the clock is asked too.
   */
  @Test
  void a_blocked_common_pool_makes_deadlines_late() throws Exception {
    var release = new CountDownLatch(1);
    var slept = new AtomicInteger();
    blockCommonPoolUntil(release);
    try {
      Callable<Reply> sleeping =
          () -> {
            for (; slept.get() < 10; slept.incrementAndGet()) {
              Thread.sleep(SOON); // an interrupt would end it
            }
            return new Line("slept well");
          };
      assertThatThrownBy(() -> model.run(model.within(SOON, sleeping)))
          .isInstanceOf(TimeoutException.class);
      assertThat(slept).as("how often it slept that long, undisturbed").hasValue(10);
    } finally {
      release.countDown();
    }
  }

  private static void blockCommonPoolUntil(CountDownLatch release) throws InterruptedException {
    var blocked = new CountDownLatch(Math.max(1, ForkJoinPool.getCommonPoolParallelism()));
    Runnable blocking =
        () -> {
          blocked.countDown();
          awaitUnlessInterrupted(release);
        };
    for (long i = blocked.getCount(); i > 0; i--) {
      ForkJoinPool.commonPool().execute(blocking);
    }
    blocked.await();
  }

  private static void awaitUnlessInterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("somebody did reach it", e);
    }
  }

  /**
   * A trace goes back to where its thread began, and every fork is a new thread: so it names the
   * line that failed, and, one cause up, the race; but not who has put the two together. The tree
   * of scopes knows, a thread dump shows it, and an exception does not.
   */
  @Test
  void a_failure_s_stack_trace_names_the_line_that_failed_but_not_who_asked() {
    try (var peer = ScriptedPeer.replying("ERR no")) {
      var asking = model.within(Duration.ofHours(1), model.ask(peer.peer(), "hello"));
      var race = model.firstOf(Duration.ZERO, List.of(asking));
      var failure = catchThrowableOfType(AllFailedException.class, () -> model.run(race));
      assertThat(classesIn(failure.causes().getFirst()))
          .contains(Timeout.class.getName())
          .endsWith("java.lang.VirtualThread")
          .doesNotContain(Race.class.getName(), getClass().getName());
      assertThat(classesIn(failure))
          .contains(Race.class.getName())
          .endsWith("java.lang.VirtualThread")
          .doesNotContain(getClass().getName());
    }
  }

  private static List<String> classesIn(Throwable failure) {
    return Stream.of(failure.getStackTrace()).map(StackTraceElement::getClassName).toList();
  }

  /** A future that nobody waits for any more is still being computed. */
  @Test
  void the_first_attempt_leaves_its_work_behind() throws Exception {
    var answer = new CountDownLatch(1);
    ScriptedPeer.Script slow =
        client -> {
          answer.await();
          client.send("too late\n");
        };
    try (var attempt = new BrokenTimeout();
        var peer = ScriptedPeer.playing(slow)) {
      assertThatThrownBy(() -> attempt.ask(peer.peer(), "hello", SOON))
          .isInstanceOf(TimeoutException.class);
      assertThat(attempt.stillWorking()).as("work goes on after the deadline").isTrue();
      assertThat(peer.connection(0).ended()).as("its connection has ended").isFalse();
      answer.countDown(); // and now it even succeeds
      eventually("the work comes to its end").until(() -> !attempt.stillWorking());
    }
  }
}
