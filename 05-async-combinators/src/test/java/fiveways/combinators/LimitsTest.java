package fiveways.combinators;

import static fiveways.contract.tck.Patience.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What this model cannot do. Each limit is shown by something that happens although one would wish
 * that it did not; none by something that fails to happen for a while.
 */
class LimitsTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration PERIOD = Duration.ofMillis(20);

  private final CombinatorsModel model = new CombinatorsModel();

  @BeforeAll
  static void guard() {
    LoopGuard.install();
  }

  @AfterEach
  void close() {
    model.close();
  }

  private static Reply spinFor(Duration time) {
    long start = System.nanoTime();
    long turns = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      turns++; // BlockHound would even see Thread.onSpinWait
    }
    return new Line("done in " + turns);
  }

  /** There is one thread, and whoever keeps it keeps everybody: here ten beats of a stranger. */
  @Test
  void a_computation_on_the_loop_stops_the_beats_of_others() throws Exception {
    try (var server = model.heartbeat(HeartbeatSettings.defaults().withPeriod(PERIOD));
        var client = new Socket(server.address().getAddress(), server.address().getPort())) {
      var heard = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
      long before = nextBeat(heard);
      model.run(Mono.fromSupplier(() -> spinFor(PERIOD.multipliedBy(10))));
      long missed = 0;
      for (long last = before, next; last < before + 20; last = next) {
        next = nextBeat(heard);
        missed = Math.max(missed, next - last - 1);
      }
      assertThat(missed).as("beats in a row that were missed").isGreaterThan(5);
    }
  }

  private static long nextBeat(BufferedReader heard) throws IOException {
    return Long.parseLong(requireNonNull(heard.readLine()).replaceFirst("BEAT ", ""));
  }

  /** The same with a call that blocks; but that is a mistake which can be found. */
  @Test
  void a_call_that_blocks_the_loop_is_caught_by_BlockHound() {
    assumeTrue(LoopGuard.isWanted(), "BlockHound is only there in ./mvnw verify");
    Mono<Reply> blocking =
        Mono.fromCallable(() -> {
          NANOSECONDS.sleep(1);
          return new Line("slept");
        });
    assertThatThrownBy(() -> model.run(blocking))
        .hasRootCauseInstanceOf(BlockingOperationError.class)
        .rootCause()
        .hasMessageContaining("Blocking call! java.lang.Thread.sleep");
  }

  /** It knows the methods that it knows. A file is read on the loop, and nobody minds. */
  @Test
  void BlockHound_does_not_see_that_a_file_is_read(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("file"), "read on the loop");
    Mono<Reply> reading = Mono.fromCallable(() -> new Line(Files.readString(file)));
    assertThat(model.run(reading)).isEqualTo(new Line("read on the loop"));
  }

  /**
   * A cancel goes where operators are. Whoever leaves them, for a thread that blocks, is abandoned,
   * and here with the right {@code within} around it: nobody told it what to count.
   */
  @Test
  void work_on_a_thread_of_its_own_goes_on_after_the_deadline() throws Exception {
    var answer = new CountDownLatch(1);
    var replies = new ConcurrentLinkedQueue<Reply>();
    try (var peer = ScriptedPeer.playing(client -> answerOnce(answer, client::send))) {
      var future = new CompletableFuture<Reply>();
      Mono<Reply> elsewhere =
          Mono.defer(() -> {
            Thread.startVirtualThread(() -> future.complete(blockingAsk(peer.peer(), replies)));
            return Mono.fromFuture(future, true); // to be cancelled, too
          });
      assertThatThrownBy(() -> model.run(model.within(SOON, elsewhere)))
          .isInstanceOf(TimeoutException.class);
      answer.countDown();
      eventually("it has read its reply").until(() -> replies.contains(new Line("at last")));
    }
  }

  private interface Say {
    void say(String text) throws IOException;
  }

  private static void answerOnce(CountDownLatch wanted, Say client) throws Exception {
    wanted.await();
    client.say("at last\n");
  }

  private static Reply blockingAsk(Peer peer, Queue<Reply> replies) {
    try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
      socket.getOutputStream().write(new Line("hello").bytes());
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      var reply = new Line(requireNonNull(in.readLine()));
      replies.add(reply);
      return reply;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The JDK's own asynchronous value is no description: it is under way once it is there. */
  @Test
  void a_CompletableFuture_begins_when_it_is_described() throws Exception {
    var replies = new ConcurrentLinkedQueue<Reply>();
    try (var peer = ScriptedPeer.replying("already")) {
      var described = CompletableFuture.supplyAsync(() -> blockingAsk(peer.peer(), replies));
      peer.connection(0); // nobody has asked for the value, and here it is
      eventually("it has its reply").until(() -> replies.contains(new Line("already")));
      assertThat(described.get()).as("asked twice, run once").isSameAs(described.get());
      assertThat(peer.connections()).hasSize(1);
    }
  }

  /** And its deadline is one for those who wait. The work does not hear of it. */
  @Test
  void a_CompletableFuture_that_is_timed_out_goes_on() throws Exception {
    var answer = new CountDownLatch(1);
    var replies = new ConcurrentLinkedQueue<Reply>();
    try (var peer = ScriptedPeer.playing(client -> answerOnce(answer, client::send))) {
      var late =
          CompletableFuture.supplyAsync(() -> blockingAsk(peer.peer(), replies))
              .orTimeout(SOON.toNanos(), NANOSECONDS);
      assertThatThrownBy(late::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      assertThat(late.cancel(true)).as("can still be cancelled").isFalse();
      answer.countDown();
      eventually("it has read its reply").until(() -> replies.contains(new Line("at last")));
    }
  }

  /**
   * A cancel is handed on by operators, and each is trusted to. This one ends a value when another
   * one signals; if that one fails, the failure is handed on, and the cancel forgotten (in Reactor
   * 3.8.8). {@code run} waits for what was left behind, because it is counted.
   */
  @Test
  void an_operator_that_forgets_the_cancel_leaves_the_work_behind() throws Exception {
    var answer = new CountDownLatch(1);
    var failed = new CountDownLatch(1);
    var replies = new ConcurrentLinkedQueue<Reply>();
    try (var peer = ScriptedPeer.playing(client -> answerOnce(answer, client::send));
        var rude = ScriptedPeer.hangingUp()) {
      var asking = model.ask(peer.peer(), "hello").doOnNext(replies::add);
      var until = model.ask(rude.peer(), "hello").doOnError(_ -> failed.countDown());
      var running = Running.run(model, asking.takeUntilOther(until));
      failed.await(); // so it is over, and yet somebody is waiting for this
      answer.countDown();
      assertThat(running.await().outcome()).asString().contains("EOFException");
      assertThat(replies).as("read after the end").containsExactly(new Line("at last"));
    }
  }

  /**
   * Who subscribes to a value inside an operator, instead of returning it, has begun something that
   * nobody above knows: the cancel of the deadline does not reach it. ({@code run} waits for it all
   * the same, because its connection is counted.)
   */
  @Test
  void a_subscribe_inside_an_operator_escapes_the_cancel() throws Exception {
    var answer = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    var replies = new ConcurrentLinkedQueue<Reply>();
    try (var peer = ScriptedPeer.playing(client -> answerOnce(answer, client::send))) {
      var asking = model.ask(peer.peer(), "hello").doOnNext(replies::add);
      Mono<Reply> begun =
          Mono.deferContextual(context -> {
            asking.contextWrite(context).subscribe();
            return Mono.<Reply>never().doOnCancel(cancelled::countDown);
          });
      var running = Running.run(model, model.within(SOON, begun));
      cancelled.await(); // so the deadline has passed, and yet somebody is waiting for this
      answer.countDown();
      assertThat(running.await().outcome()).asString().contains("TimeoutException");
      assertThat(replies).as("read after the end").containsExactly(new Line("at last"));
    }
  }

  /**
   * Reactor's timers have a scheduler of their own unless they are given one: what comes after them
   * runs on another thread, beside the loop, and whatever is shared there needs a lock after all.
   */
  @Test
  void a_timer_operator_without_its_scheduler_leaves_the_loop() throws Exception {
    var threads = new ConcurrentLinkedQueue<String>();
    Mono<Reply> delayed =
        Mono.<Reply>just(new Line("late"))
            .doOnNext(_ -> threads.add(Thread.currentThread().getName()))
            .delayElement(SOON)
            .doOnNext(_ -> threads.add(Thread.currentThread().getName()));
    model.run(delayed);
    assertThat(threads.poll()).startsWith("loop-");
    assertThat(threads.poll()).as("after the timer").startsWith("parallel-");
  }

  /**
   * What the library has for one stream and several subscribers fits no event server: with one sink
   * whoever does not ask holds up all (PLAY-5), with the other one he loses what he did not ask
   * for, and is not told (PLAY-1). So each subscriber of {@link Replay} has a sink of his own.
   */
  @Test
  void a_shared_stream_waits_for_the_slowest_or_silently_loses_events() {
    var reader = new ArrayList<Integer>();
    var waiting = Sinks.many().multicast().<Integer>onBackpressureBuffer(8);
    waiting.asFlux().subscribe(reader::add);
    waiting.asFlux().subscribe(new Slow());
    int offered = 0;
    while (waiting.tryEmitNext(offered).isSuccess()) {
      offered++;
    }
    assertThat(offered).as("events until no more are taken").isPositive();
    assertThat(reader).as("what one who asks for all has got").isEmpty();

    var losing = Sinks.many().multicast().<Integer>directBestEffort();
    var slow = new Slow();
    losing.asFlux().subscribe(reader::add);
    losing.asFlux().subscribe(slow);
    for (int event = 1; event <= 4; event++) {
      if (event == 1 || event == 4) {
        slow.request(1);
      }
      assertThat(losing.tryEmitNext(event).isSuccess()).as("event %d was taken", event).isTrue();
    }
    assertThat(reader).as("what one who asks for all has got").containsExactly(1, 2, 3, 4);
    assertThat(slow.seen).as("what one who asked twice has got").containsExactly(1, 4);
  }

  /**
   * The producer of PLAY-6, as the stream that it is made of, and somebody behind it who does not
   * ask for more: that holds it, but a step too late. What {@code concatMap} begins after one value
   * has ended is begun, asked for or not; so the fourth line comes, and only the fifth does not.
   */
  @Test
  void a_stream_that_is_asked_for_no_more_takes_one_more_step() throws Exception {
    var lines = List.of("1", "2", "3", "4", "5");
    var resume = Sinks.<Void>empty();
    try (var peer = ScriptedPeer.playing(LimitsTest::acknowledgeAll)) {
      var held =
          Pausing.acknowledgements(peer.peer(), lines)
              .concatMap(
                  ack ->
                      ack.text().equals("OK 3") ? resume.asMono().thenReturn(ack) : Mono.just(ack),
                  0)
              .last();
      var running = Running.run(model, held.cast(Reply.class));
      eventually("the fourth line comes").until(() -> peer.connection(0).received().contains("4"));
      resume.tryEmitEmpty().orThrow();
      assertThat(running.await().outcome()).isEqualTo(new Line("OK 5"));
    }
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

  /** Asks for nothing by himself. */
  private static final class Slow extends BaseSubscriber<Integer> {
    final List<Integer> seen = new ArrayList<>();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {}

    @Override
    protected void hookOnNext(Integer event) {
      seen.add(event);
    }
  }

  /**
   * The idiomatic race, with the release where a release belongs, breaks RACE-7: a cancel goes into
   * the opening like into anything else, so what the peer has granted meanwhile is never given
   * back: nobody has read what it was. The correct one, {@link Race#using}, takes some fifty lines
   * and as many again in {@code Pending}, where this takes ten.
   */
  @Test
  void a_loser_of_the_idiomatic_race_never_hears_what_it_was_lent() throws Exception {
    var asked = new CountDownLatch(1);
    var lent = new ConcurrentLinkedQueue<String>();
    try (var lender =
            ScriptedPeer.playing(client -> {
              lent.add(client.readLine());
              asked.countDown();
              client.awaitEnd(); // the resource is the client's by now, and it has gone
              lent.add("gone");
            });
        var other = ScriptedPeer.playing(client -> reply(client, asked, "won"))) {
      assertThat(model.run(idiomatic(lender.peer(), other.peer()))).isEqualTo(new Line("won"));
      eventually("the lender has seen whom it lent to go").until(() -> lent.contains("gone"));
      assertThat(lent)
          .as("no CLOSE, nor will there be one: run has ended")
          .containsExactly("OPEN", "gone");
    }
  }

  /**
   * And a release that is begun is awaited by nobody. ({@code run} is the only one who would wait
   * for it, because its connection is counted; whatever goes on from the race's value does not.)
   */
  @Test
  void the_idiomatic_race_is_won_before_its_loser_has_released() throws Exception {
    var used = new CountDownLatch(1);
    var won = new CountDownLatch(1);
    var closed = new ConcurrentLinkedQueue<String>();
    try (var lender =
            ScriptedPeer.playing(client -> {
              switch (client.readLine()) {
                case "OPEN" -> client.send("ID 7\n");
                case "USE 7" -> used.countDown(); // and is left waiting
                case String close -> {
                  reply(client, won, "CLOSED"); // would wait for ever, if the race waited for it
                  closed.add(close);
                }
              }
            });
        var other = ScriptedPeer.playing(client -> reply(client, used, "won"))) {
      var race = idiomatic(lender.peer(), other.peer()).doOnNext(_ -> won.countDown());
      assertThat(model.run(race)).isEqualTo(new Line("won"));
      eventually("it is released, afterwards").until(() -> closed.contains("CLOSE 7"));
    }
  }

  /** It looks right, and is, as long as nobody is cancelled. */
  private Mono<Reply> idiomatic(Peer lender, Peer other) {
    return Mono.firstWithValue(
        Mono.usingWhen(
            model.ask(lender, "OPEN"),
            opened -> model.ask(lender, "USE " + id(opened)),
            opened -> model.ask(lender, "CLOSE " + id(opened))),
        model.ask(other, "hello"));
  }

  private static String id(Reply opened) {
    return opened instanceof Line(String text) ? text.substring("ID ".length()) : "none";
  }

  private static void reply(PeerConnection client, CountDownLatch first, String line)
      throws Exception {
    first.await();
    client.send(line + "\n");
  }

  /** A timeout cannot say where the work stood: no stack does, and its own is the loop's. */
  @Test
  void the_trace_of_a_timeout_names_operators_and_no_code_of_ours() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      var late =
          catchThrowableOfType(
              TimeoutException.class,
              () -> model.run(model.within(SOON, model.ask(peer.peer(), "hello"))));
      var where = Stream.of(late.getStackTrace()).map(StackTraceElement::getClassName).toList();
      assertThat(where).anyMatch(name -> name.startsWith("reactor.core.publisher."));
      assertThat(where).doesNotContain(getClass().getName());
    }
  }

  /**
   * The failure's own names the line that failed, then operators, and the loop at the bottom: what
   * put the operators together has long returned when something fails in them. The race's names the
   * operator that made it, and no more. Neither says who asked, nor for whom.
   */
  @Test
  void a_failure_s_stack_trace_names_operators_and_the_loop_but_not_who_asked() {
    try (var peer = ScriptedPeer.replying("ERR no")) {
      var asking = model.within(Duration.ofHours(1), model.ask(peer.peer(), "hello"));
      var race = model.firstOf(Duration.ZERO, List.of(asking));
      var failure = catchThrowableOfType(AllFailedException.class, () -> model.run(race));
      assertThat(classesIn(failure.causes().getFirst()))
          .contains(Timeout.class.getName(), "io.netty.channel.nio.NioIoHandler")
          .endsWith("java.lang.Thread")
          .doesNotContain(Race.class.getName(), getClass().getName());
      assertThat(classesIn(failure))
          .contains(Race.class.getName())
          .endsWith("java.lang.Thread")
          .doesNotContain(getClass().getName());
    }
  }

  private static List<String> classesIn(Throwable failure) {
    return Stream.of(failure.getStackTrace()).map(StackTraceElement::getClassName).toList();
  }

  /** The right operator, around a thread that does not hear it. */
  @Test
  void the_first_attempt_leaves_its_work_behind() throws Exception {
    var answer = new CountDownLatch(1);
    try (var attempt = new BrokenTimeout();
        var peer = ScriptedPeer.playing(client -> answerOnce(answer, client::send))) {
      for (var deadline = SOON; !attempt.stillWorking(); deadline = deadline.multipliedBy(2)) {
        var late = deadline; // longer and longer, until it finds the work begun
        assertThatThrownBy(() -> attempt.ask(peer.peer(), "hello", late))
            .isInstanceOf(TimeoutException.class);
      }
      assertThat(peer.connection(0).ended()).as("its connection has ended").isFalse();
      answer.countDown(); // and now it even succeeds
      eventually("the work comes to its end").until(() -> !attempt.stillWorking());
    }
  }
}
