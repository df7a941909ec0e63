package fiveways.combinators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import java.io.EOFException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What this model does better than others. */
class StrengthsTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final int MANY = 10_000;

  private final CombinatorsModel model = new CombinatorsModel();

  @BeforeAll
  static void guard() {
    LoopGuard.install();
  }

  @AfterEach
  void close() {
    model.close();
  }

  /**
   * A description can be run again, so to try again is one word, and a deadline around all of it.
   */
  @Test
  void an_operation_is_tried_again_by_one_operator() throws Exception {
    var tries = new AtomicInteger();
    ScriptedPeer.Script goodAtTheThird =
        client -> {
          if (tries.incrementAndGet() == 3) {
            client.send("at the third try\n");
          }
          client.endOutput();
        };
    try (var peer = ScriptedPeer.playing(goodAtTheThird)) {
      var stubborn = model.within(Duration.ofHours(1), model.ask(peer.peer(), "hello").retry());
      assertThat(model.run(stubborn)).isEqualTo(new Line("at the third try"));
      assertThat(peer.connections()).hasSize(3);
    }
  }

  /** A cancel reaches what was put together by operators that nobody here has written. */
  @Test
  void a_cancel_reaches_everything_below() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      var three = Flux.range(0, 3).flatMap(_ -> model.ask(peer.peer(), "hello")).next();
      var running = Running.run(model, three);
      var last = peer.connection(2);
      running.interrupt();
      assertThat(running.await().outcome()).asString().contains("InterruptedException");
      peer.connection(0).awaitEnd();
      peer.connection(1).awaitEnd();
      last.awaitEnd();
    }
  }

  /** A cancel ends the use and nothing else: what is to be done afterwards waits as ever. */
  @Test
  void a_cancelled_operation_can_clean_up_over_the_network() throws Exception {
    Queue<Reply> cleanUp = new ConcurrentLinkedQueue<>();
    try (var silent = ScriptedPeer.silent();
        var helpful = ScriptedPeer.replying("CLOSED")) {
      var work = model.ask(silent.peer(), "USE 1");
      var clean = model.ask(helpful.peer(), "CLOSE 1").doOnNext(cleanUp::add);
      var both = Mono.usingWhen(Mono.just(1), _ -> work, _ -> clean);
      assertThatThrownBy(() -> model.run(model.within(SOON, both)))
          .isInstanceOf(TimeoutException.class);
      assertThat(cleanUp).as("when the timeout is handed over").containsExactly(new Line("CLOSED"));
    }
  }

  /** A deadline is a timer of the loop: no thread waits for it, nor for what is within it. */
  @Test
  void ten_thousand_deadlines_take_no_thread() throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    model.run(Mono.just(new Line("whatever is started once")));
    var more = new AtomicInteger(MANY);
    int before = threads.getThreadCount();
    var late =
        Flux.range(0, MANY)
            .flatMap(_ -> model.within(SOON, Mono.never()).onErrorResume(this::late), MANY)
            .doOnNext(
                _ -> more.updateAndGet(few -> Math.min(few, threads.getThreadCount() - before)))
            .count()
            .<Reply>map(n -> new Line(n + " were late"));
    assertThat(model.run(late)).isEqualTo(new Line(MANY + " were late"));
    assertThat(more).as("more threads, meanwhile").hasValueLessThan(10);
  }

  private Mono<Reply> late(Throwable failure) {
    return failure instanceof TimeoutException ? Mono.just(new Line("late")) : Mono.error(failure);
  }

  /** TIME-12 needs no thread that keeps the connection: a cancelled read asks for no more. */
  @Test
  void a_hundred_open_connections_take_no_thread_and_survive_a_deadline() throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    var open = new ArrayList<LineConnection<Mono<Reply>>>();
    try (var listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      var peer = new Peer((InetSocketAddress) listener.getLocalSocketAddress());
      open.add(model.connect(peer));
      int before = threads.getThreadCount();
      for (int i = 1; i < 100; i++) {
        open.add(model.connect(peer));
      }
      assertThat(threads.getThreadCount() - before).as("more threads").isLessThan(10);
      try (var first = listener.accept()) {
        first.getOutputStream().write("half a li".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> model.run(model.within(SOON, open.getFirst().readLine())))
            .isInstanceOf(TimeoutException.class);
        first.getOutputStream().write("ne\n".getBytes(ISO_8859_1));
        assertThat(model.run(open.getFirst().readLine())).isEqualTo(new Line("half a line"));
      }
    } finally {
      open.forEach(LineConnection::close);
    }
  }

  /**
   * As a value the producer of PLAY-6 cannot be held. As the stream that it is made of it can, by
   * whoever is behind it: he does not ask for the next one. Who wrote it knows nothing of that.
   */
  @Test
  void a_stream_is_held_by_whoever_does_not_ask_for_more() throws Exception {
    var lines = List.of("1", "2", "3", "4", "5");
    var held = new CountDownLatch(1);
    var resume = Sinks.<Void>empty();
    try (var peer = ScriptedPeer.playing(StrengthsTest::acknowledgeAll)) {
      var acknowledgements = Pausing.acknowledgements(peer.peer(), lines);
      var producing =
          acknowledgements
              .concatMap(
                  ack -> ack.text().equals("OK 3") ? pause(held, resume, ack) : Mono.just(ack), 0)
              .last();
      var running = Running.run(model, producing.cast(Reply.class));
      held.await();
      model.run(Mono.just(new Line("whatever else was due on the loop has been done")));
      assertThat(peer.connection(0).received()).isEqualTo("1\n2\n3\n");
      resume.tryEmitEmpty().orThrow();
      assertThat(running.await().outcome()).isEqualTo(new Line("OK 5"));
    }
  }

  private static Mono<Line> pause(CountDownLatch held, Sinks.Empty<Void> resume, Line ack) {
    held.countDown();
    return resume.asMono().thenReturn(ack);
  }

  private static void acknowledgeAll(PeerConnection client) throws Exception {
    try {
      while (true) {
        client.send("OK " + client.readLine() + "\n");
      }
    } catch (EOFException theProducerHasEnded) {
      // it has sent all
    }
  }
}
