package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Merging;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * What a sink that does not read does to the statuses, MERGE-1, and to the sources, MERGE-3.
 *
 * @param <O> the model's own type of operation
 */
public abstract class MergeSlowSink<O> extends MergeStreams<O> {
  private static final long OFFERED = 64 << 20;

  /** Some 64 KiB for each of the three: generously counted, and far from all that is offered. */
  private static final long HELD = 1 << 20;

  /** If a source gets rid of nothing for so long, it is blocked. */
  private static final Duration STILL = Duration.ofMillis(100);

  private static final Duration FILLING = Duration.ofSeconds(5);

  /**
   * The one that waits, the last one, and those that become due once the sink reads, before it is
   * seen that both sources have ended: for the next one is always due.
   */
  private static final int STATUSES_WAITING = 1_000;

  /** Between two queues of the kernel there may be a segment that it counts in neither. */
  private static final int UNDER_WAY = 64 * 1024;

  MergeSlowSink(Subject<O> subject) {
    super(subject);
  }

  private static ScriptedPeer endingAfter(CountDownLatch gate) {
    return ScriptedPeer.playing(client -> {
      gate.await();
      client.endOutput();
    });
  }

  /** Statuses are due all the time, and there is nothing else: what cannot be sent is skipped. */
  @Test
  @LookAt("where a status goes that a slow sink does not take yet")
  public void MERGE_1_one_status_waits_at_most() throws Exception {
    var full = new CountDownLatch(1);
    try (var a = endingAfter(full);
        var b = endingAfter(full);
        var late = new LateOnlooker()) {
      var what = "a sink that does not read for a while";
      var merge = merge(a.peer(), b.peer(), late.peer(), LateOnlooker.PERIOD);
      var running = Running.run(model(), merge);
      boolean isFull = late.isFull();
      full.countDown();
      // The kernel may have found room for the last status: then the call may return by now.
      var _ = Patience.comes(Patience.forNothing(), running::hasEnded);
      long held = late.held().orElse(Long.MAX_VALUE / 2);
      var received = late.readAll();
      var _ = running.await(what);
      if (isFull) { // whoever is too slow to fill it breaks no rule by that
        long most =
            held + UNDER_WAY + STATUSES_WAITING * (long) Merging.status(0, 0).bytes().length;
        assertThat((long) received.length())
            .overridingErrorMessage(
                "%s: %d bytes of statuses were under way when everything had ended, and %d came",
                what, held, received.length())
            .isLessThanOrEqualTo(most);
      }
    }
  }

  /**
   * The sink is full of lines for many periods, and then reads on: of the statuses that were due
   * meanwhile one may come, and from then on one a period.
   */
  @Test
  @LookAt("what becomes of a status that is due while the sink takes nothing: is it made up for?")
  public void MERGE_1_what_was_missed_is_skipped() throws Exception {
    var period = Duration.ofMillis(10);
    int missed = 40;
    try (var a = new PushingSource(OFFERED);
        var b = sending("");
        var late = new LateOnlooker()) {
      var what = "a sink that did not read for " + missed + " periods";
      var running = Running.run(model(), merge(a.peer(), b.peer(), late.peer(), period));
      boolean isFull = late.isFull();
      var _ = Patience.comes(period.multipliedBy(missed), running::hasEnded);
      a.enough();
      long held = late.held().orElse(Long.MAX_VALUE / 2);
      long since = System.nanoTime();
      var merged = Merged.of(late.readAll());
      var read = Duration.ofNanos(System.nanoTime() - since);
      var _ = running.await(what);
      if (isFull) {
        // One that had begun, one that waited, the last one, and those due while it read.
        long most = 3 + read.dividedBy(period) + 1;
        long came = merged.statuses().stream().filter(status -> status.at() >= held).count();
        assertThat(came)
            .overridingErrorMessage(
                "%s: then %d statuses came within %s", what, came, Ends.shown(read))
            .isLessThanOrEqualTo(most);
      }
    }
  }

  /**
   * Nobody reads, both sources push. What the kernel has is asked of the kernel; where it does not
   * tell, the sources must not get rid of everything, at least. Then everything comes.
   */
  @Test
  @LookAt("what makes a source wait when the sink takes nothing, and what waits in between")
  public void MERGE_3_a_sink_that_does_not_read_holds_both_sources_back() throws Exception {
    try (var a = new PushingSource(OFFERED);
        var b = new PushingSource(OFFERED);
        var late = new LateOnlooker()) {
      var what = "a sink that does not read";
      var running = Running.run(model(), merge(a.peer(), b.peer(), late.peer(), HOUR));
      var _ = late.isFull();
      var _ =
          Patience.comes(
              Patience.longer(FILLING),
              () -> a.taken() + b.taken() >= 2 * OFFERED || isStill(a, b));
      var _ = Patience.comes(Patience.forAnEvent(), () -> inProcess(a, b, late).orElse(0) <= HELD);
      assertThat(inProcess(a, b, late).orElse(0))
          .overridingErrorMessage(
              "%s: of %d and %d bytes of the sources %d are neither at a peer nor in the kernel: held, or lost",
              what, a.taken(), b.taken(), inProcess(a, b, late).orElse(0))
          .isLessThanOrEqualTo(HELD);
      assertThat(a.taken()).as(what + ": bytes taken of a").isLessThan(OFFERED);
      assertThat(b.taken()).as(what + ": bytes taken of b").isLessThan(OFFERED);
      a.enough();
      b.enough();
      var merged = Merged.of(late.readAll());
      var _ = running.await(what);
      Merged.assertLines("once it reads, A", merged.a(), a.sent());
      Merged.assertLines("once it reads, B", merged.b(), b.sent());
    }
  }

  private static boolean isStill(PushingSource a, PushingSource b) {
    long before = a.taken() + b.taken();
    return !Patience.comes(Patience.longer(STILL), () -> a.taken() + b.taken() > before);
  }

  /** What the sources got rid of and the kernel does not have; it counts two bytes more a line. */
  private static OptionalLong inProcess(PushingSource a, PushingSource b, LateOnlooker late) {
    var atA = Established.held(a.peer());
    var atB = Established.held(b.peer());
    var atSink = late.held();
    return atA.isEmpty() || atB.isEmpty() || atSink.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            a.taken() + b.taken() - atA.getAsLong() - atB.getAsLong() - atSink.getAsLong());
  }
}
