package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Batching;
import fiveways.contract.api.Line;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * DASH-3: what a viewer that does not read, or a period that is too long, does to the source.
 *
 * @param <O> the model's own type of operation
 */
public abstract class DashboardSlowViewer<O> extends DashboardTicks<O> {
  private static final long OFFERED = 64 << 20;

  /** What may come with one read, and the line that it ends. */
  private static final long ONE_READ = 64 * 1024 + Line.MAX_BYTES + 1;

  /** Few events, or the thousand of those who say nothing, of some kilobyte each. */
  private static final List<Integer> BOUNDS = List.of(10, Batching.WAITING);

  /** If a source gets rid of nothing for so long, it is blocked. */
  private static final Duration STILL = Duration.ofMillis(100);

  private static final Duration FILLING = Duration.ofSeconds(5);

  DashboardSlowViewer(Subject<O> subject) {
    super(subject);
  }

  /** A batch that is being sent, and as much as that once more: generously counted. */
  private static long mostHeld(int waiting) {
    return (1 << 20) + waiting * 3_000L;
  }

  /**
   * Nobody reads, the source pushes. What the kernel has is asked of the kernel; where it does not
   * tell, the source must not get rid of everything, at least. Then everything comes.
   */
  @Test
  @LookAt("what makes the source wait when the viewer takes nothing, and what waits in between")
  public void DASH_3_a_viewer_that_does_not_read_holds_the_source_back() throws Exception {
    for (int waiting : BOUNDS) {
      try (var source = new PushingSource(OFFERED);
          var late = new LateOnlooker()) {
        var what = "a viewer that does not read, of " + waiting + " events";
        var batching = new Batching(source.peer(), late.peer(), Duration.ofMillis(1));
        var running = Running.run(model(), model().dashboard(batching.withWaiting(waiting)));
        var _ = late.isFull();
        assertHeldBack(what, source, late::held, waiting);
        source.enough();
        var batches = Batches.of(late.readAll());
        var _ = running.await(what);
        batches.assertEvents("once it reads", source.sent());
        assertSizes(what, batches, waiting);
      }
    }
  }

  /** The viewer would read, but the first batch is due in an hour. */
  @Test
  @LookAt("how much is read from the source before somebody asks whether there is room for it")
  public void DASH_3_a_long_period_holds_the_source_back() throws Exception {
    for (int waiting : BOUNDS) {
      try (var source = new PushingSource(OFFERED);
          var viewer = ScriptedPeer.silent()) {
        var what = "an hour's period, and a bound of " + waiting + " events";
        var batching = new Batching(source.peer(), viewer.peer(), HOUR).withWaiting(waiting);
        var running = Running.run(model(), model().dashboard(batching));
        assertHeldBack(what, source, () -> Established.held(viewer.peer()), waiting);
        running.interrupt(); // since it has no other end; whether that ends it is another rule
      }
    }
  }

  /** What is told by the kernel, as it is now. */
  private interface Held {
    OptionalLong now();
  }

  private static void assertHeldBack(
      String what, PushingSource source, Held atViewer, int waiting) {
    var _ =
        Patience.comes(
            Patience.longer(FILLING), () -> source.taken() >= OFFERED || isStill(source));
    long most = mostHeld(waiting);
    var _ = Patience.comes(Patience.forAnEvent(), () -> inProcess(source, atViewer) <= most);
    long held = inProcess(source, atViewer);
    assertThat(held)
        .overridingErrorMessage(
            "%s: of %d bytes of the source %d are neither at a peer nor in the kernel: held, or lost",
            what, source.taken(), held)
        .isLessThanOrEqualTo(most);
    assertThat(source.taken()).as(what + ": bytes taken of the source").isLessThan(OFFERED);
  }

  private static boolean isStill(PushingSource source) {
    long before = source.taken();
    return before > 0 && !Patience.comes(Patience.longer(STILL), () -> source.taken() > before);
  }

  /** What the source got rid of and the kernel does not have; 0 where it does not tell. */
  private static long inProcess(PushingSource source, Held atViewer) {
    var atSource = Established.held(source.peer());
    var out = atViewer.now();
    return atSource.isEmpty() || out.isEmpty()
        ? 0
        : source.taken() - atSource.getAsLong() - out.getAsLong();
  }

  /** When the last read began, there was room: all but one event less than that came with it. */
  private static void assertSizes(String what, Batches batches, int waiting) {
    for (var batch : batches.whole()) {
      var events = batch.events();
      var beyond = events.subList(Math.min(waiting - 1, events.size()), events.size());
      long bytes = beyond.stream().mapToLong(event -> event.length() + 1L).sum();
      assertThat(bytes)
          .overridingErrorMessage(
              "%s: a batch has %d events, and those beyond the bound have %d bytes",
              what, events.size(), bytes)
          .isLessThanOrEqualTo(ONE_READ);
    }
  }

  /** In each period more would come than may wait. */
  @Test
  @LookAt("what becomes of an event when there is no room for it, and who makes room")
  public void DASH_3_a_low_bound_slows_the_source_and_loses_nothing() throws Exception {
    for (int waiting : List.of(1, 10)) {
      var events = Collections.nCopies(100, "x".repeat(8_000));
      try (var source = sending(String.join("\n", events) + "\n");
          var viewer = ScriptedPeer.silent()) {
        var what = "a bound of " + waiting + " events, and a hundred at once";
        var batching = new Batching(source.peer(), viewer.peer(), Duration.ofMillis(10));
        Ends.withAReply(what, run(what, model().dashboard(batching.withWaiting(waiting))));
        Ends.ends(what + ", the viewer", viewer.connection(0));
        var batches = Batches.of(viewer.connection(0));
        batches.assertEvents(what, events);
        assertSizes(what, batches, waiting);
      }
    }
  }

  /**
   * A batch cannot be sent to its end for many periods, and events go on to come. Once the viewer
   * reads, those that waited come together, and not as the many batches that were due.
   */
  @Test
  @LookAt("what becomes of a batch that is due while the one before is not out: is it made up for?")
  public void DASH_3_ticks_are_skipped_while_a_batch_is_unsent() throws Exception {
    var period = Duration.ofMillis(10);
    int missed = 40;
    try (var source = new PushingSource(Long.MAX_VALUE);
        var late = new LateOnlooker()) {
      var what = "a viewer that did not read for " + missed + " periods";
      var running = Running.run(model(), dashboard(source.peer(), late.peer(), period));
      boolean isFull = late.isFull();
      source.fallSilent();
      var _ = Patience.comes(period.multipliedBy(missed), running::hasEnded);
      long held = late.held().orElse(Long.MAX_VALUE / 2);
      long since = System.nanoTime();
      var batches = untilEmpty(late, 5);
      var read = Duration.ofNanos(System.nanoTime() - since);
      source.connection().endOutput();
      late.awaitEnd();
      var _ = running.await(what);
      if (isFull) { // whoever is too slow to fill it breaks no rule by that
        // One that had begun, one that was due then, and those that were due while it read.
        long most = 2 + read.dividedBy(period) + 1;
        long came = batches.whole().stream().filter(batch -> batch.at() >= held).count();
        assertThat(came)
            .overridingErrorMessage(
                "%s: then %d batches came within %s", what, came, Ends.shown(read))
            .isLessThanOrEqualTo(most);
      }
    }
  }
}
