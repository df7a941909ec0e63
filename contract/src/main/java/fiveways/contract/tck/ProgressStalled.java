package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Each;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * PROG-2, for a viewer that does not read what it is told.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ProgressStalled<O> extends Contract<O> {
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration SHORT = Duration.ofMillis(60);

  /** The one that waits, the last one, and some that the kernel may have taken meanwhile. */
  private static final int LINES_WAITING = 2 + 8;

  protected ProgressStalled(Subject<O> subject) {
    super(subject, "PROG-6", "PROG-6");
  }

  final O ask(ScriptedPeer peer) {
    return model().ask(peer.peer(), "hello");
  }

  final O within(Duration deadline, O operation) {
    return model().within(deadline, operation);
  }

  private static ScriptedPeer replyingAfter(CountDownLatch gate) {
    return ScriptedPeer.playing(client -> {
      var _ = client.readLine();
      gate.await();
      client.send("here\n");
    });
  }

  /**
   * Lines are due all the time, none of them can be sent: they are skipped, the operations go on.
   */
  @Test
  @LookAt(
      "where a line goes that a slow viewer does not take yet, and who waits for it: only the end")
  public void PROG_2_one_line_waits_at_most_and_no_operation_waits_for_it() throws Exception {
    var full = new CountDownLatch(1);
    try (var late = new LateOnlooker();
        var first = replyingAfter(full);
        var second = ScriptedPeer.replying("here")) {
      var what = "a viewer that does not read for a while";
      var together = Together.allAtOnce().withLimit(1).watchedBy(late.until(HOUR));
      var all = model().all(together, List.of(ask(first), ask(second)));
      var running = Running.run(model(), all);
      var _ = late.isFull();
      full.countDown();
      Ends.ends(
          what + ", the operation that begins when the first has ended", second.connection(0));
      // The kernel may have found room for the last line: then the call may have returned.
      boolean returned = Patience.comes(Patience.forNothing(), running::hasEnded);
      long held = late.held().orElse(Long.MAX_VALUE / 2);
      var received = late.readAll();
      assertThat(running.await(what).outcome()).as(what).isInstanceOf(Each.class);
      var told = Onlooker.told(received);
      Onlooker.assertNeverDown(what, told);
      assertThat(told.getLast()).as(what).isEqualTo(new Onlooker.Told(2, 0, 2));
      long line = Viewer.progress(0, 0, 2).bytes().length;
      assertThat((long) received.length())
          .overridingErrorMessage(
              "%s: %d bytes were under way when %s, and %d came",
              what,
              held,
              returned ? "the call had returned" : "everything had ended",
              received.length())
          .isLessThanOrEqualTo(held + (returned ? 0 : LINES_WAITING * line));
    }
  }

  /** It is waited for, but not for ever. */
  @Test
  @LookAt("how long the end waits for the last line, and what becomes of the connection then")
  public void PROG_2_a_viewer_that_never_reads_is_waited_for_no_longer_than_its_limit()
      throws Exception {
    var full = new CountDownLatch(1);
    try (var late = new LateOnlooker();
        var peer = replyingAfter(full)) {
      var what = "a viewer that never reads";
      var together = Together.allAtOnce().watchedBy(late.until(SHORT));
      var running = Running.run(model(), model().all(together, List.of(ask(peer))));
      var _ = late.isFull();
      full.countDown();
      assertThat(running.await(what).outcome()).as(what).isInstanceOf(Each.class);
    }
  }
}
