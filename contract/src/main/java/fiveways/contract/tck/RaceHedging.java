package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Failed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * RACE-4: when which attempt starts.
 *
 * @param <O> the model's own type of operation
 */
public abstract class RaceHedging<O> extends RaceFailures<O> {
  private static final Duration HEDGE = Duration.ofMillis(40);
  private static final int MANY = 2_000;

  protected RaceHedging(Subject<O> subject) {
    super(subject);
  }

  final O ask(ScriptedPeer peer) {
    return model().ask(peer.peer(), "hello");
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  final O race(Duration hedge, O... attempts) {
    return model().firstOf(hedge, List.of(attempts));
  }

  /** Without a hedge nobody waits for anybody: each peer replies only when all have been asked. */
  @Test
  @LookAt("a hedge of zero: are all attempts started before one of them is waited for?")
  public void RACE_4_with_a_hedge_of_zero_all_start_at_once() throws Exception {
    var asked = new CountDownLatch(4);
    try (var peer =
        ScriptedPeer.playing(client -> {
          var _ = client.readLine();
          asked.countDown();
          asked.await();
          client.send("here\n");
        })) {
      var what = "four attempts at once";
      var race = race(Duration.ZERO, ask(peer), ask(peer), ask(peer), ask(peer));
      Ends.withReply(what, run(what, race), "here");
    }
  }

  /** Attempt k does not start before k times the hedge, if nobody fails. */
  @Test
  @LookAt("from when the hedge counts: from the start of the attempt before")
  public void RACE_4_no_attempt_starts_before_its_time() throws Exception {
    for (int i = 0; i < 5; i++) {
      try (var silent = ScriptedPeer.silent();
          var last = ScriptedPeer.replying("last")) {
        var what = "the fourth attempt, with a hedge of " + Ends.shown(HEDGE);
        long start = System.nanoTime();
        var race = race(HEDGE, ask(silent), ask(silent), ask(silent), ask(last));
        Ends.withReply(what, run(what, race), "last");
        for (int k = 1; k < 3; k++) {
          notBefore("attempt " + k, silent.connection(k), start, HEDGE.multipliedBy(k));
        }
        notBefore("attempt 3", last.connection(0), start, HEDGE.multipliedBy(3));
      }
    }
  }

  private static void notBefore(
      String what, PeerConnection connection, long start, Duration earliest) {
    var after = Duration.ofNanos(connection.acceptedAt() - start);
    assertThat(after)
        .overridingErrorMessage(
            "%s was not to start before %s, and was accepted after %s",
            what, Ends.shown(earliest), Ends.shown(after))
        .isGreaterThanOrEqualTo(earliest);
  }

  /** With hours to wait, only a failure makes the next one due: at once, and in order. */
  @Test
  @LookAt("what a failed attempt does to the wait for the next one")
  public void RACE_4_a_failure_starts_the_next_at_once() throws Exception {
    try (var peer =
        ScriptedPeer.playing(client -> {
          var request = client.readLine();
          client.send(request.equals("attempt 5") ? "the last one\n" : "ERR not this one\n");
        })) {
      for (var hedge : List.of(HOUR, Duration.ofSeconds(Long.MAX_VALUE))) {
        int before = peer.connections().size();
        var what = "six attempts, one after the failure of the other, with a hedge of " + hedge;
        var attempts =
            IntStream.range(0, 6).mapToObj(i -> model().ask(peer.peer(), "attempt " + i)).toList();
        Ends.withReply(what, run(what, model().firstOf(hedge, attempts)), "the last one");
        assertThat(peer.connections().stream().skip(before).map(PeerConnection::received))
            .as(what)
            .containsExactly(
                "attempt 0\n",
                "attempt 1\n",
                "attempt 2\n",
                "attempt 3\n",
                "attempt 4\n",
                "attempt 5\n");
      }
    }
  }

  /**
   * Attempt 0 fails when attempt 1 has started, and 1 is silent: 2 has to wait for its time. It is
   * then not before twice the hedge.
   */
  @Test
  @LookAt("whose failure makes the next one due: only that of the attempt just before it")
  public void RACE_4_the_failure_of_an_earlier_attempt_changes_nothing() throws Exception {
    var hedge = Duration.ofMillis(120);
    try (var silent = ScriptedPeer.silent();
        var failing =
            ScriptedPeer.playing(client -> {
              var _ = silent.connection(0);
              client.send("ERR too late to matter\n");
            });
        var last = ScriptedPeer.replying("last")) {
      var what = "attempt 2, when 0 has failed and 1 has not";
      long start = System.nanoTime();
      Ends.withReply(what, run(what, race(hedge, ask(failing), ask(silent), ask(last))), "last");
      notBefore("attempt 2", last.connection(0), start, hedge.multipliedBy(2));
    }
  }

  /**
   * Attempt 0 still runs when 1 fails: 2 is due at once, and not only when its time comes. On a
   * machine that is too slow for that to be seen the hedge is made longer.
   */
  @Test
  @LookAt("what a failure is compared with: is it the last one started, or the last one running?")
  public void RACE_4_a_failure_counts_although_an_earlier_attempt_still_runs() throws Exception {
    var what = "attempt 2, when 1 has failed and 0 still runs";
    for (var hedge : List.of(HEDGE.multipliedBy(3), Patience.scaled(Duration.ofSeconds(2)))) {
      try (var silent = ScriptedPeer.silent();
          var failing = ScriptedPeer.replying("ERR no");
          var last = ScriptedPeer.replying("last")) {
        long start = System.nanoTime();
        var race = race(hedge, ask(silent), ask(failing), ask(last));
        Ends.withReply(what, run(what, race), "last");
        if (last.connection(0).acceptedAt() - start < hedge.multipliedBy(2).toNanos()) {
          return;
        }
      }
    }
    throw new AssertionError(what + ", has waited for its time");
  }

  /** When somebody has won, nobody starts any more. */
  @Test
  @LookAt("what becomes of the attempts that are still to come when there is a winner")
  public void RACE_4_a_winner_keeps_later_ones_from_starting() throws Exception {
    try (var winner = ScriptedPeer.replying("winner");
        var late = ScriptedPeer.silent()) {
      var what = "a race that is won before all have started";
      var race = race(HEDGE.multipliedBy(10), ask(winner), ask(late), ask(late));
      var ended = run(what, race);
      Ends.withReply(what, ended, "winner");
      if (ended.took().compareTo(HEDGE.multipliedBy(10)) < 0) { // else they may have started
        var _ = Patience.comes(HEDGE.multipliedBy(12), () -> !late.connections().isEmpty());
        assertThat(late.connections()).as(what + ": connects after it was won").isEmpty();
      }
    }
  }

  /** A cancel of the race is no failure of an attempt. */
  @Test
  @LookAt("an attempt that ends because the race was cancelled: does it start the next?")
  public void RACE_4_a_cancelled_attempt_starts_nobody() throws Exception {
    try (var first = ScriptedPeer.silent();
        var second = ScriptedPeer.silent()) {
      for (int i = 0; i < 20; i++) {
        var what = "a race that is cancelled";
        var running = Running.run(model(), race(HOUR, ask(first), ask(second), ask(second)));
        var _ = first.connection(i);
        running.interrupt();
        Ends.withFailure(what, running.await(what), InterruptedException.class);
      }
      var _ = Patience.comes(Patience.forNothing(), () -> !second.connections().isEmpty());
      assertThat(second.connections().size()).as("attempts started by the cancel").isZero();
    }
  }

  /** What cannot be a race is refused at once. */
  @Test
  @LookAt("where hedge and attempts are checked: in firstOf(), before anything is begun")
  public void RACE_4_a_negative_hedge_and_an_empty_race_are_refused() {
    try (var peer = ScriptedPeer.silent()) {
      var one = List.of(ask(peer));
      Ends.refused(
          "a negative hedge",
          IllegalArgumentException.class,
          () -> model().firstOf(Duration.ofNanos(-1), one));
      Ends.refused(
          "a race without attempts",
          IllegalArgumentException.class,
          () -> model().firstOf(Duration.ZERO, List.of()));
      assertThat(peer.connections()).as("connects").isEmpty();
    }
  }

  /** The clock of a race that is over is over, too: an hour would be long. */
  @Test
  @Order(Integer.MAX_VALUE) // it takes long
  @LookAt("who drops the timer of the next attempt when there is a winner")
  @NotRemotely("the objects of another process cannot be counted")
  public void RACE_4_a_race_that_is_over_takes_its_hedge_timer_with_it() throws Exception {
    try (var peer = new LeanPeer("here")) {
      run(MANY / 10, peer); // what a model keeps for the next one, it has now
      var before = ClassCensus.now();
      run(MANY, peer);
      assertThat(Patience.comes(Patience.forAnEvent(), () -> before.grownBy(MANY).isEmpty()))
          .overridingErrorMessage(() ->
              "after %d races with an hour's hedge there are more instances: %s"
                  .formatted(MANY, before.mostGrownBy(MANY)))
          .isTrue();
    }
  }

  private void run(int times, LeanPeer peer) throws Exception {
    for (int i = 0; i < times; i++) {
      var attempt = model().ask(peer.peer(), "hello");
      var outcome = model().run(race(HOUR, attempt, attempt));
      assertThat(outcome).isNotInstanceOf(Failed.class);
    }
  }
}
