package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Each;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * PROG-2: what a viewer is told. One that does not read is in the class that this one extends.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ProgressViewing<O> extends ProgressStalled<O> {
  private static final Duration PERIOD = Duration.ofMillis(20);

  protected ProgressViewing(Subject<O> subject) {
    super(subject);
  }

  private static Together watched(Onlooker onlooker) {
    return Together.allAtOnce().watchedBy(onlooker.every(PERIOD));
  }

  private static void assertLast(String what, Onlooker onlooker, int done, int failed, int total) {
    var told = onlooker.allTold(what);
    Onlooker.assertNeverDown(what, told);
    assertThat(told).as(what + ": what the viewer was told").isNotEmpty();
    assertThat(told.getLast())
        .as(what + ": the last that the viewer was told")
        .isEqualTo(new Onlooker.Told(done, failed, total));
  }

  /** Each end is seen in the counts, as long as the others go on; and at last all of them. */
  @Test
  @LookAt("what is counted, and when: as each operation ends, and not when all have")
  public void PROG_2_the_viewer_sees_the_counts_go_up() throws Exception {
    var seen = new CountDownLatch[] {new CountDownLatch(1), new CountDownLatch(1)};
    try (var onlooker = new Onlooker();
        var first = ScriptedPeer.replying("here");
        var second =
            ScriptedPeer.playing(client -> {
              seen[0].await();
              client.send("ERR no\n");
            });
        var third =
            ScriptedPeer.playing(client -> {
              seen[1].await();
              client.send("here\n");
            })) {
      var what = "three operations, one after the other";
      var together = watched(onlooker).withLimit(1); // who has not begun yet is counted, too
      var all = model().all(together, List.of(ask(first), ask(second), ask(third)));
      var running = Running.run(model(), all);
      awaitTold(onlooker, new Onlooker.Told(1, 0, 3));
      seen[0].countDown();
      awaitTold(onlooker, new Onlooker.Told(1, 1, 3));
      seen[1].countDown();
      var _ = running.await(what);
      assertLast(what, onlooker, 2, 1, 3);
      assertThat(onlooker.connections()).as(what + ": the viewer's connections").isEqualTo(1);
    }
  }

  private static void awaitTold(Onlooker onlooker, Onlooker.Told expected) {
    Patience.eventually("the viewer is told " + expected)
        .until(() -> onlooker.told().contains(expected));
  }

  /** The n-th line is not before n periods: counted from before the call, no line is early. */
  @Test
  @LookAt("when the first line is due: after one period, not at once; and when the next ones are")
  public void PROG_2_no_line_is_early() throws Exception {
    var period = Duration.ofMillis(30);
    var enough = new CountDownLatch(1);
    try (var onlooker = new Onlooker();
        var peer =
            ScriptedPeer.playing(client -> {
              enough.await();
              client.send("here\n");
            })) {
      var what = "lines every " + Ends.shown(period);
      var together = Together.allAtOnce().watchedBy(onlooker.every(period));
      long start = System.nanoTime();
      var running = Running.run(model(), model().all(together, List.of(ask(peer))));
      for (int n = 1; n <= 8; n++) {
        int lines = n;
        Patience.eventually("line " + n + " comes").until(() -> onlooker.told().size() >= lines);
        var now = Duration.ofNanos(System.nanoTime() - start);
        int told = onlooker.told().size();
        assertThat(period.multipliedBy(told))
            .overridingErrorMessage("%s: %d lines had come before %s", what, told, Ends.shown(now))
            .isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - start));
      }
      enough.countDown();
      var _ = running.await(what);
      assertLast(what, onlooker, 1, 0, 1);
    }
  }

  /** Who is done before the first period is over tells it all the same. */
  @Test
  @LookAt("the ending: is there a last line also if no period has passed?")
  public void PROG_2_the_last_line_comes_also_before_the_first_period() throws Exception {
    try (var onlooker = new Onlooker();
        var peer = ScriptedPeer.replying("here")) {
      var what = "operations that are done at once";
      var together = Together.allAtOnce().watchedBy(onlooker.every(HOUR));
      var ended = run(what, model().all(together, List.of(ask(peer), ask(peer))));
      assertThat(ended.outcome()).as(what).isInstanceOf(Each.class);
      assertThat(onlooker.allTold(what))
          .as(what + ": what the viewer was told")
          .containsExactly(new Onlooker.Told(2, 0, 2));
    }
  }

  /** However it ends: the counts of that moment are told, and are there when the call returns. */
  @Test
  @LookAt("every way out of all(): the last line is sent on each of them, before the call returns")
  public void PROG_2_the_last_line_comes_in_every_ending() throws Exception {
    try (var refusing = ScriptedPeer.replying("ERR no");
        var silent = ScriptedPeer.silent()) {
      try (var onlooker = new Onlooker()) {
        var what = "ended by the first failure";
        var together = watched(onlooker).failingFast();
        var all = model().all(together, List.of(ask(silent), ask(refusing), ask(silent)));
        Ends.withFailure(what, run(what, all), RefusedException.class);
        assertLast(what, onlooker, 0, 1, 3);
      }
      try (var onlooker = new Onlooker()) {
        var what = "ended by a deadline";
        var all = model().all(watched(onlooker), List.of(ask(silent), ask(silent)));
        Ends.withFailure(what, run(what, within(SHORT, all)), TimeoutException.class);
        assertLast(what, onlooker, 0, 0, 2);
      }
      try (var onlooker = new Onlooker()) {
        var what = "ended by an interrupt";
        int before = silent.connections().size();
        var all = model().all(watched(onlooker), List.of(ask(silent), ask(silent)));
        var running = Running.run(model(), all);
        var _ = silent.connection(before + 1);
        running.interrupt();
        Ends.withFailure(what, running.await(what), InterruptedException.class);
        assertLast(what, onlooker, 0, 0, 2);
      }
    }
  }

  /** It is there before the call returns: what comes after that is nobody's progress. */
  @Test
  @LookAt("who waits for the last line to be written before the result is handed over")
  public void PROG_2_the_viewer_is_told_before_the_call_returns() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (var onlooker = new Onlooker();
          var peer = ScriptedPeer.replying("here")) {
        var what = "operations that are done";
        var together = Together.allAtOnce().watchedBy(onlooker.every(HOUR));
        var _ = run(what, model().all(together, List.of(ask(peer))));
        assertThat(Established.to(onlooker.every(HOUR).peer()))
            .as(what + ": the viewer's connection still open when the call has returned")
            .isZero();
        assertLast(what, onlooker, 1, 0, 1);
      }
    }
  }

  /** Nobody to tell it to, or nobody who listens: that is no affair of the operations. */
  @Test
  @LookAt("what a viewer that cannot be reached, hangs up or never reads does to the operations")
  public void PROG_2_a_viewer_that_is_not_there_changes_nothing() throws Exception {
    try (var peer = ScriptedPeer.replying("here");
        var nobody = new DeadPort();
        var leaving = ScriptedPeer.playing(PeerConnection::reset);
        var full = new FullListener()) {
      for (var viewer : List.of(nobody.peer(), leaving.peer(), full.peer())) {
        var what = "a viewer that is not there";
        var together =
            Together.allAtOnce().watchedBy(new Viewer(viewer, Duration.ofMillis(5), SHORT));
        var slow = within(SHORT, model().ask(full.peer(), "hello")); // lines are due meanwhile
        var ended = run(what, model().all(together, List.of(ask(peer), slow)));
        assertThat(ended.outcome()).as(what).isInstanceOf(Each.class);
      }
    }
  }
}
