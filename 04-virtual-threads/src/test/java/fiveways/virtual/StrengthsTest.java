package fiveways.virtual;

import static fiveways.contract.tck.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Client;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import fiveways.virtual.engine.LineReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this model does better than others. */
class StrengthsTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final int MANY = 10_000;

  private final VirtualModel model = new VirtualModel();

  @AfterEach
  void close() {
    model.close();
  }

  /**
   * A cancel reaches what an operation has forked by itself, in scopes of its own: nobody handed
   * anything over, and nobody was told of cancels or deadlines.
   */
  @Test
  void a_cancel_reaches_every_fork_below() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      Callable<Reply> threeAtOnce =
          () -> {
            try (var scope = StructuredTaskScope.open(Joiner.<Reply>awaitAll())) {
              for (int i = 0; i < 3; i++) {
                scope.fork(model.ask(peer.peer(), "hello"));
              }
              scope.join();
              return new Line("never");
            }
          };
      var running = Running.run(model, threeAtOnce);
      var last = peer.connection(2);
      running.interrupt();
      assertThat(running.await().outcome()).asString().contains("InterruptedException");
      peer.connection(0).awaitEnd();
      peer.connection(1).awaitEnd();
      last.awaitEnd();
    }
  }

  /** What was cut off unwinds as an exception, so a timeout can tell where the operation stood. */
  @Test
  void a_timeout_tells_where_the_operation_stood() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      var asking = askedBySomebody(peer.peer());
      eventually("one is cut off in its read, and not before it")
          .until(
              () -> whereItStood(asking),
              at -> at.containsAll(List.of(LineReader.class.getName(), getClass().getName())));
    }
  }

  private Callable<Reply> askedBySomebody(Peer peer) {
    var asking = model.ask(peer, "hello");
    return () -> asking.call();
  }

  private List<String> whereItStood(Callable<Reply> operation) {
    var late =
        catchThrowableOfType(
            TimeoutException.class, () -> model.run(model.within(SOON, operation)));
    return Stream.of(late.getSuppressed())
        .flatMap(failure -> Stream.of(failure.getStackTrace()))
        .map(StackTraceElement::getClassName)
        .toList();
  }

  /** To wait costs no thread of the system, so that there may be as many waits as one likes. */
  @Test
  void ten_thousand_waits_take_a_handful_of_platform_threads() throws Exception {
    var threads = ManagementFactory.getThreadMXBean(); // it counts platform threads only
    int before = threads.getThreadCount();
    var waiting = new CountDownLatch(MANY);
    var enough = new CountDownLatch(1);
    Callable<Reply> manyAtOnce =
        () -> {
          try (var scope = StructuredTaskScope.open(Joiner.<Boolean>awaitAll())) {
            for (int i = 0; i < MANY; i++) {
              scope.fork(() -> awaited(waiting, enough));
            }
            waiting.await();
            int more = threads.getThreadCount() - before;
            enough.countDown();
            scope.join();
            return new Line(more < 100 ? "a handful" : "many: " + more);
          }
        };
    assertThat(model.run(manyAtOnce)).isEqualTo(new Line("a handful"));
  }

  private static boolean awaited(CountDownLatch waiting, CountDownLatch enough)
      throws InterruptedException {
    waiting.countDown();
    enough.await();
    return true;
  }

  /** The same for subscribers, of whom each has three threads: none of them is the system's. */
  @Test
  void two_hundred_idle_subscribers_take_a_handful_of_platform_threads(@TempDir Path folder)
      throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    var clients = new ArrayList<Client>();
    try (var server = model.replay(ReplaySettings.defaults(folder.resolve("journal")))) {
      int before = threads.getThreadCount();
      for (int i = 0; i < 200; i++) {
        clients.add(saying(EventServer.SUBSCRIBE, server.address()));
      }
      clients.add(saying(EventServer.PRODUCE, server.address()));
      clients.getLast().sendLine("hello");
      assertThat(clients.getLast().readLine()).isEqualTo("OK 1");
      for (var subscriber : clients.subList(0, 200)) {
        assertThat(subscriber.readLine()).isEqualTo("EVENT 1 hello");
      }
      assertThat(threads.getThreadCount() - before).as("more than before").isLessThan(100);
      clients.forEach(Client::close);
    }
  }

  private static Client saying(String first, InetSocketAddress server) throws IOException {
    var client = Client.of(server);
    client.sendLine(first);
    return client;
  }

  /** Whoever waits for room in a queue, as in {@link Dashboard}, is woken as from a socket. */
  @Test
  void a_deadline_reaches_who_waits_in_a_queue() {
    var events = new ArrayBlockingQueue<>(1, true, List.of("first"));
    Callable<Reply> put =
        () -> {
          events.put("second"); // there is no room
          return new Line("put");
        };
    assertThatThrownBy(() -> model.run(model.within(SOON, put)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("no end within " + SOON);
    assertThat(events).as("what there is when the caller is back").containsExactly("first");
  }
}
