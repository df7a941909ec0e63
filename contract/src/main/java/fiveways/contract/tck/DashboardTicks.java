package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * DASH-1: when a batch comes.
 *
 * @param <O> the model's own type of operation
 */
public abstract class DashboardTicks<O> extends DashboardStreams<O> {
  private static final Duration LONG_PERIOD = Duration.ofMillis(200);

  DashboardTicks(Subject<O> subject) {
    super(subject);
  }

  /** The n-th batch is not before n periods: counted from before the call, none is early. */
  @Test
  @LookAt("when the first batch is due: after one period, not at once; and when the next ones are")
  public void DASH_1_no_batch_is_early() throws Exception {
    var period = Duration.ofNanos(29_900_000);
    try (var source = ScriptedPeer.silent();
        var viewer = ScriptedPeer.silent()) {
      var what = "batches every " + Ends.shown(period);
      long start = System.nanoTime();
      var running = Running.run(model(), dashboard(source, viewer, period));
      var client = viewer.connection(0);
      for (int n = 1; n <= 8; n++) {
        int due = n;
        Patience.eventually("batch " + n + " comes").until(() -> Batches.of(client).count() >= due);
        assertNotEarly(what, Batches.of(client).count(), period, start);
        // An event is no reason for a batch.
        send(source, "one more\n");
      }
      source.connection(0).close();
      var _ = running.await(what);
    }
  }

  /**
   * One of the two accepts nobody for a while: a period that begins with the other one, or before
   * both, is over too early. Its connect was not heard, and is tried again after a second.
   */
  @Test
  @LookAt("from when the periods are counted: is whoever is to be told connected by then?")
  public void DASH_1_the_periods_are_counted_from_the_later_connect() throws Exception {
    var period = Duration.ofMillis(400);
    for (boolean sourceIsLate : List.of(true, false)) {
      try (var full = new FullListener();
          var other = ScriptedPeer.silent()) {
        var what = "batches every 400 ms, the " + (sourceIsLate ? "source" : "viewer") + " late";
        var running =
            Running.run(
                model(),
                sourceIsLate
                    ? dashboard(full.peer(), other.peer(), period)
                    : dashboard(other.peer(), full.peer(), period));
        LockSupport.parkNanos(SHORT.toNanos()); // by now it connects; if not, it may all the same
        var late = full.admit();
        try (var lateOne = late.connection()) {
          var viewer = sourceIsLate ? other.connection(0) : lateOne;
          var patience = Patience.forAnEvent().plusSeconds(3); // for what was not heard
          var _ = Patience.comes(patience, () -> Batches.of(viewer).count() > 0);
          int came = Batches.of(viewer).count();
          assertThat(came).as(what + ": batches").isPositive();
          assertNotEarly(what, came, period, late.notBefore());
          running.interrupt();
          var _ = running.await(what);
        }
      }
    }
  }

  static void assertNotEarly(String what, int batches, Duration period, long start) {
    var now = Duration.ofNanos(System.nanoTime() - start);
    assertThat(period.multipliedBy(batches))
        .overridingErrorMessage("%s: %d had come after %s", what, batches, Ends.shown(now))
        .isLessThanOrEqualTo(now);
  }

  /** Silent from the beginning, or after some events, or in the middle of one. */
  @Test
  @LookAt("what wakes the one who sends the batches, when nothing comes from the source")
  public void DASH_1_an_idle_source_still_yields_batches() throws Exception {
    var idle =
        Map.<String, ScriptedPeer.Script>of(
            "silent", client -> {},
            "silent after two events", client -> client.send("one\ntwo\n"),
            "in the middle of an event", client -> client.send("half an ev"));
    for (var begun : idle.entrySet()) {
      try (var source = ScriptedPeer.playing(begun.getValue());
          var viewer = ScriptedPeer.silent()) {
        var what = "a source that is " + begun.getKey();
        var running = Running.run(model(), dashboard(source, viewer, PERIOD));
        awaitBatches(what, viewer, 4);
        source.connection(0).close();
        var _ = running.await(what);
      }
    }
  }

  /** Events come all the time, ten in a period. */
  @Test
  @LookAt("whether the time to the next batch begins anew with every event")
  public void DASH_1_a_busy_source_does_not_put_off_the_batch() throws Exception {
    try (var source = ScriptedPeer.silent();
        var viewer = ScriptedPeer.silent()) {
      var what = "a busy source";
      var running = Running.run(model(), dashboard(source, viewer, PERIOD));
      int batches = 0;
      long start = System.nanoTime();
      while (batches < 4 && System.nanoTime() - start < Patience.forAnEvent().toNanos()) {
        send(source, "event\n");
        LockSupport.parkNanos(PERIOD.toNanos() / 10);
        batches = Batches.of(viewer.connection(0)).count();
      }
      assertThat(batches).as(what + ": batches").isGreaterThanOrEqualTo(4);
      source.connection(0).close();
      var _ = running.await(what);
    }
  }

  /**
   * A batch could not be sent to its end for some periods and a half. Those that follow are due
   * when they would have been: one that sleeps for a period after each batch is half of one late
   * from then on. How late batches came before is measured in the same run, and of those that
   * follow the least late is judged: pauses of the machine delay some.
   */
  @Test
  @LookAt("from what moment each wait is reckoned: the end of the last batch, or the beginning")
  public void DASH_1_batches_keep_to_the_clock_after_a_stall() throws Exception {
    try (var source = PushingSource.silentAtFirst();
        var late = new LateOnlooker()) {
      var what = "batches every " + Ends.shown(LONG_PERIOD) + ", after one that took longer";
      var running = Running.run(model(), dashboard(source.peer(), late.peer(), LONG_PERIOD));
      late.awaitConnection();
      long origin = origin(untilEmpty(late, 4));
      source.begin();
      boolean isFull = late.isFull(LONG_PERIOD.multipliedBy(2));
      source.fallSilent();
      parkUntilBetweenTwo(origin);
      // What waits in the kernel and here comes first, in several batches perhaps.
      long least = Long.MAX_VALUE;
      for (var batch : untilEmpty(late, 6).empty()) {
        least = Math.min(least, lateness(batch.seen() - origin));
      }
      source.connection().endOutput();
      late.awaitEnd();
      var _ = running.await(what);
      if (isFull) { // whoever is too slow to fill it breaks no rule by that
        var leastLate = Duration.ofNanos(least);
        assertThat(leastLate)
            .overridingErrorMessage(
                "%s: of six that followed even the least late was %s late",
                what, Ends.shown(leastLate))
            .isLessThan(LONG_PERIOD.dividedBy(2));
      }
    }
  }

  /** When the periods began, or a little later: by that one of the batches that was least late. */
  private static long origin(Batches batches) {
    long now = System.nanoTime();
    long least = Long.MAX_VALUE;
    for (int k = 0; k < batches.count(); k++) {
      long seen = batches.whole().get(k).seen();
      least = Math.min(least, seen - now - (k + 1) * LONG_PERIOD.toNanos());
    }
    return now + least;
  }

  /** From a quarter of a period too early to three quarters too late. */
  private static long lateness(long sinceOrigin) {
    long quarter = LONG_PERIOD.toNanos() / 4;
    return Math.floorMod(sinceOrigin + quarter, LONG_PERIOD.toNanos()) - quarter;
  }

  private static void parkUntilBetweenTwo(long origin) {
    long period = LONG_PERIOD.toNanos();
    long goal = ((System.nanoTime() - origin) / period + 1) * period + period * 11 / 20;
    while (System.nanoTime() - origin < goal) {
      LockSupport.parkNanos(goal - (System.nanoTime() - origin));
    }
  }

  /** Reads on until there were so many empty batches: by then all that had waited has come. */
  static Batches untilEmpty(LateOnlooker late, int many) throws IOException {
    var batches = new Batches();
    while (batches.empty().size() < many) {
      batches.take(late.readSome());
    }
    return batches;
  }
}
