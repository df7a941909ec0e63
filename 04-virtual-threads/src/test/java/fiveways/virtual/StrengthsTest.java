package fiveways.virtual;

import static fiveways.contract.tck.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import fiveways.virtual.engine.LineReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
}
