package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Scenario 5: start many, watch them, collect them. PROG-2 is in the class that this one extends.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ProgressContract<O> extends ProgressViewing<O> {
  protected ProgressContract(Subject<O> subject) {
    super(subject);
  }

  private static List<Outcome> each(String what, Running.Ended ended) {
    if (ended.outcome() instanceof Each(List<Outcome> outcomes)) {
      return outcomes;
    }
    throw new AssertionError(
        "%s: expected one of each, seen %s".formatted(what, Ends.shown(ended)));
  }

  private List<O> numbered(ScriptedPeer peer, int many) {
    return IntStream.range(0, many)
        .mapToObj(number -> model().ask(peer.peer(), String.valueOf(number)))
        .toList();
  }

  /** Nobody is answered before all have asked. */
  @Test
  @LookAt("what keeps operations from being under way at the same time: a pool, a default limit?")
  public void PROG_1_all_run_at_the_same_time() throws Exception {
    int many = 400;
    var asked = new CountDownLatch(many);
    try (var peer =
        ScriptedPeer.playing(client -> {
          var _ = client.readLine();
          asked.countDown();
          asked.await();
          client.send("here\n");
        })) {
      var what = many + " operations that wait for each other";
      var ended = run(what, model().all(Together.allAtOnce(), numbered(peer, many)));
      assertThat(each(what, ended)).as(what).containsOnly(new Line("here")).hasSize(many);
    }
  }

  /** They end in the opposite order, and every third fails. */
  @Test
  @LookAt("where a result is put when it comes: in its place, whoever comes first")
  public void PROG_3_results_come_in_the_order_asked_failures_in_their_places() throws Exception {
    int many = 9;
    var gates = IntStream.rangeClosed(0, many).mapToObj(_ -> new CountDownLatch(1)).toList();
    gates.get(many).countDown();
    try (var peer =
        ScriptedPeer.playing(client -> {
          int number = Integer.parseInt(client.readLine());
          gates.get(number + 1).await();
          client.send(number % 3 == 0 ? "ERR " + number + "\n" : "reply " + number + "\n");
          client.awaitEnd();
          gates.get(number).countDown();
        })) {
      var what = "operations that end in the opposite order";
      var outcomes = each(what, run(what, model().all(Together.allAtOnce(), numbered(peer, many))));
      assertThat(outcomes).as(what).hasSize(many);
      for (int number = 0; number < many; number++) {
        var refusal = "ERR " + number;
        if (number % 3 == 0) {
          assertThat(outcomes.get(number))
              .as(what + ": place " + number)
              .isInstanceOfSatisfying(
                  Failed.class, failed -> assertThat(failed.cause()).hasMessage(refusal));
        } else {
          assertThat(outcomes.get(number))
              .as(what + ": place " + number)
              .isEqualTo(new Line("reply " + number));
        }
      }
      var none = "no operations";
      assertThat(each(none, run(none, model().all(Together.allAtOnce(), List.of())))).isEmpty();
    }
  }

  /** All together may be in each other, and in races, and under deadlines. */
  @Test
  @LookAt("whether what all() makes is an operation like any other")
  public void PROG_3_all_together_is_an_operation_like_any_other() throws Exception {
    try (var peer = ScriptedPeer.replying("here");
        var silent = ScriptedPeer.silent()) {
      var what = "all of a race, of all, and of a deadline";
      var together = Together.allAtOnce();
      var race =
          model()
              .firstOf(
                  Duration.ZERO, List.of(ask(silent), model().all(together, List.of(ask(peer)))));
      var ended =
          run(what, within(HOUR, model().all(together, List.of(race, within(SHORT, ask(silent))))));
      var outcomes = each(what, ended);
      assertThat(outcomes.getFirst()).isEqualTo(new Each(List.of(new Line("here"))));
      assertThat(outcomes.getLast())
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.cause()).isInstanceOf(TimeoutException.class));
    }
  }

  /** Only where it is asked for; there the others have ended before the failure is told. */
  @Test
  @LookAt(
      "what the first failure does to the others: cancelled, awaited, and what they held closed")
  public void PROG_4_failing_fast_the_first_failure_ends_the_others() throws Exception {
    try (var silent = ScriptedPeer.silent();
        var held =
            new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.PROPERLY);
        var refusing =
            ScriptedPeer.playing(client -> {
              held.awaitAsked("USE", 1);
              var _ = silent.connection(1);
              client.send("ERR no\n");
            })) {
      var what = "failing fast";
      var resource =
          new Resource<>(
              model().ask(held.peer(), "OPEN"),
              acquired -> model().ask(held.peer(), "CLOSE " + RaceResources.id(acquired)),
              HOUR);
      var use =
          model()
              .using(
                  resource,
                  acquired -> model().ask(held.peer(), "USE " + RaceResources.id(acquired)));
      var all =
          model()
              .all(
                  Together.allAtOnce().failingFast(),
                  List.of(ask(silent), ask(refusing), use, within(HOUR, ask(silent))));
      var refused = Ends.withFailure(what, run(what, all), RefusedException.class);
      long open = Established.to(silent.peer());
      assertThat(refused).hasMessage("ERR no");
      assertThat(open).as(what + ": connections open when the failure is told").isZero();
      assertThat(held.asked()).as(what).containsExactly("OPEN", "USE 1", "CLOSE 1");
      silent.connections().forEach(other -> Ends.ends(what + ", another one", other));
    }
  }

  /** Who is still to come when one has failed does not begin any more. */
  @Test
  @LookAt("who waits for room when another fails: does the failure make room for him?")
  public void PROG_4_failing_fast_nobody_else_begins() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (var refusing = ScriptedPeer.replying("ERR no");
          var later = ScriptedPeer.silent()) {
        var what = "failing fast, one at a time";
        var operations = new ArrayList<O>(List.of(ask(refusing)));
        operations.addAll(Collections.nCopies(3, ask(later)));
        var together = Together.allAtOnce().withLimit(1).failingFast();
        var ended = run(what, model().all(together, operations));
        Ends.withFailure(what, ended, RefusedException.class);
        assertThat(later.connections()).as(what + ": begun after the failure").isEmpty();
      }
    }
  }

  /** Without it a failure is one outcome among others. */
  @Test
  @LookAt("whether a failure is the failure of all although nobody asked for that")
  public void PROG_4_otherwise_a_failure_ends_nobody() throws Exception {
    try (var refusing = ScriptedPeer.replying("ERR no");
        var late =
            ScriptedPeer.playing(client -> {
              refusing.connection(0).awaitEnd();
              client.send("here\n");
            })) {
      var what = "one that fails, and one that replies later";
      var outcomes =
          each(
              what,
              run(what, model().all(Together.allAtOnce(), List.of(ask(refusing), ask(late)))));
      assertThat(outcomes.getLast()).as(what).isEqualTo(new Line("here"));
    }
  }

  /** The limit is reached, and never exceeded. */
  @Test
  @LookAt("when the next one begins: when another has ended, its connection closed")
  public void PROG_5_at_most_so_many_are_under_way() throws Exception {
    for (int limit : List.of(1, 3, 7)) {
      var now = new AtomicInteger();
      var most = new AtomicInteger();
      var full = new CountDownLatch(limit);
      try (var peer =
          ScriptedPeer.playing(client -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            full.await(); // so many are under way at once
            Thread.sleep(10); // time for one too many to come
            now.decrementAndGet();
            client.send("here\n");
          })) {
        var what = "at most " + limit + " at once";
        var together = Together.allAtOnce().withLimit(limit);
        var ended = run(what, model().all(together, numbered(peer, 3 * limit)));
        assertThat(each(what, ended)).as(what).hasSize(3 * limit);
        assertThat(most.get()).as(what + ": under way at once").isEqualTo(limit);
      }
    }
  }

  /** Whoever waits for room begins when somebody has ended, in the order asked. */
  @Test
  @LookAt("in which order those begin who have to wait for room")
  public void PROG_5_they_begin_in_the_order_asked() throws Exception {
    try (var peer = ScriptedPeer.replying("here")) {
      var what = "one at a time";
      var ended = run(what, model().all(Together.allAtOnce().withLimit(1), numbered(peer, 6)));
      assertThat(each(what, ended)).as(what).hasSize(6);
      assertThat(peer.connections().stream().map(PeerConnection::received))
          .as(what + ": in the order asked")
          .containsExactly("0\n", "1\n", "2\n", "3\n", "4\n", "5\n");
    }
  }

  /** Also those that have not begun: they never do. */
  @Test
  @LookAt("how the caller's interrupt reaches all of them, and those that wait for room")
  public void PROG_6_an_interrupt_ends_everything() throws Exception {
    try (var silent = ScriptedPeer.silent()) {
      for (int i = 0; i < 10; i++) {
        int before = silent.connections().size();
        var what = "two at a time, interrupted";
        var operations = Collections.nCopies(5, ask(silent));
        var running =
            Running.run(model(), model().all(Together.allAtOnce().withLimit(2), operations));
        var _ = silent.connection(before + 1);
        running.interrupt();
        Ends.withFailure(what, running.await(what), InterruptedException.class);
        assertThat(Established.to(silent.peer())).as(what + ": still open").isZero();
        assertThat(silent.connections()).as(what + ": begun").hasSize(before + 2);
      }
      silent.connections().forEach(one -> Ends.ends("two at a time, interrupted", one));
    }
  }

  /** Closed is closed. */
  @Test
  @LookAt("what close() of the model does to what runs, and what it refuses afterwards")
  public void PROG_6_closing_the_model_ends_everything() throws Exception {
    try (var silent = ScriptedPeer.silent();
        var onlooker = new Onlooker()) {
      var what = "all together, their model closed";
      var one = ask(silent);
      var together = Together.allAtOnce().watchedBy(onlooker.every(HOUR));
      var running = Running.run(model(), model().all(together, List.of(one, one)));
      var _ = silent.connection(1);
      model().close();
      Ends.withFailure(what, running.await(what), Exception.class);
      silent.connections().forEach(other -> Ends.ends(what, other));
      assertThat(onlooker.allTold(what)).as(what).containsExactly(new Onlooker.Told(0, 0, 2));
      Ends.refused(
          "all, of a closed model",
          IllegalStateException.class,
          () -> model().all(Together.allAtOnce(), List.of(one)));
    }
  }
}
