package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Batching;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * DASH-4: how it ends when all is well.
 *
 * @param <O> the model's own type of operation
 */
public abstract class DashboardEndings<O> extends DashboardLosses<O> {
  private static final Duration LONG_PERIOD = Duration.ofSeconds(2);
  private static final String EVENT = "x".repeat(999);

  /** Of these events: more than the kernel takes for a viewer that does not read. */
  private static final int MUCH = 8_000;

  DashboardEndings(Subject<O> subject) {
    super(subject);
  }

  /** No tick is due for an hour; what is not ended with a line feed is no event. */
  @Test
  @LookAt("what wakes the one who sends when the source has ended, and what is sent then")
  public void DASH_4_the_rest_comes_at_once_and_then_the_end() throws Exception {
    var due =
        Map.of(
            "", "END\n",
            "half", "END\n",
            "\n", "BATCH 1\n\nEND\n",
            "one\ntwo\n", "BATCH 2\none\ntwo\nEND\n",
            "one\ntwo\nhalf", "BATCH 2\none\ntwo\nEND\n");
    for (var sent : due.keySet()) {
      try (var source = sending(sent);
          var viewer = ScriptedPeer.silent()) {
        var what = "a source that sent " + Ends.shown(sent) + " and ended";
        Ends.withReply(what, run(what, dashboard(source, viewer, HOUR)), Batching.end().text());
        Ends.ends(what + ", the viewer", viewer.connection(0));
        assertThat(viewer.connection(0).state())
            .as(what + ": how the viewer's connection ends")
            .isEqualTo(PeerConnection.State.ENDED);
        assertThat(viewer.connection(0).received())
            .as(what + ": what the viewer is sent")
            .isEqualTo(due.get(sent));
      }
    }
  }

  /** Some batches have come; the last one is not the last that was due. */
  @Test
  @LookAt("whether what came since the last tick is still sent when the source has ended")
  public void DASH_4_after_some_batches_the_rest_and_the_end_come_too() throws Exception {
    try (var source = ScriptedPeer.silent();
        var viewer = ScriptedPeer.silent()) {
      var what = "a source that ends after some batches";
      var running = Running.run(model(), dashboard(source, viewer, PERIOD));
      send(source, "one\n");
      awaitEvents(what, viewer, 1);
      awaitBatches(what, viewer, 2);
      send(source, "two\nthree\nhalf");
      source.connection(0).endOutput();
      Ends.withReply(what, running.await(what), Batching.end().text());
      Ends.ends(what + ", the viewer", viewer.connection(0));
      var batches = Batches.of(viewer.connection(0));
      batches.assertEvents(what, List.of("one", "two", "three"));
      assertThat(batches.ended()).as(what + ": the end comes").isTrue();
    }
  }

  /**
   * The viewer takes a part of the first batch, and reads on long before the next tick: by then the
   * rest and the end have come, unless the reading itself took so long.
   */
  @Test
  @LookAt("what is done about an end that comes while a batch is being sent")
  public void DASH_4_an_end_while_a_batch_is_sent_does_not_wait_for_the_next_tick()
      throws Exception {
    var mayEnd = new CountDownLatch(1);
    try (var source = ScriptedPeer.playing(client -> endAfterMuch(client, mayEnd));
        var late = new LateOnlooker()) {
      var what = "a source that ends while a batch is sent";
      var batching = new Batching(source.peer(), late.peer(), LONG_PERIOD);
      long start = System.nanoTime();
      var running = Running.run(model(), model().dashboard(batching.withWaiting(MUCH + 1)));
      boolean isFull = late.isFull();
      mayEnd.countDown();
      var _ = Patience.comes(Patience.forNothing(), running::hasEnded);
      long ticks = (System.nanoTime() - start) / LONG_PERIOD.toNanos();
      var batches = new Batches();
      while (ticks > 0 && batches.count() == 0) {
        batches.take(late.readSome());
      }
      var oneCame = Duration.ofNanos(System.nanoTime() - start);
      batches.take(late.readAll());
      var allCame = Duration.ofNanos(System.nanoTime() - start);
      Ends.withReply(what, running.await(what), Batching.end().text());
      batches.assertEvents(what, Collections.nCopies(MUCH + 1, EVENT));
      assertThat(batches.ended()).as(what + ": the end comes").isTrue();
      var next = LONG_PERIOD.multipliedBy(ticks + 1);
      if (isFull && oneCame.compareTo(next.minus(LONG_PERIOD.dividedBy(2))) < 0) {
        assertThat(allCame)
            .overridingErrorMessage(
                "%s: the batch had come after %s, and the end only after the next tick, after %s",
                what, Ends.shown(oneCame), Ends.shown(allCame))
            .isLessThan(next);
      }
    }
  }

  private static void endAfterMuch(PeerConnection client, CountDownLatch mayEnd) throws Exception {
    client.send((EVENT + "\n").repeat(MUCH));
    mayEnd.await();
    client.send(EVENT + "\n");
    client.endOutput();
  }

  /** Nobody had asked it to say anything. */
  @Test
  @LookAt("whether somebody listens to the viewer, and takes its word or its end for its loss")
  public void DASH_4_a_viewer_that_ends_its_output_is_not_lost() throws Exception {
    try (var source = ScriptedPeer.silent();
        var viewer =
            ScriptedPeer.playing(client -> {
              client.send("ERR what is this?\n");
              client.endOutput();
            })) {
      var what = "a viewer that has ended its output";
      var running = Running.run(model(), dashboard(source, viewer, PERIOD));
      awaitBatches(what, viewer, 3);
      send(source, "one\n");
      awaitEvents(what, viewer, 1);
      source.connection(0).endOutput();
      Ends.withReply(what, running.await(what), Batching.end().text());
    }
  }

  /**
   * When all has been sent and the call returns, most of it is still in this machine's kernel. A
   * connection that is closed with something unread is reset, and then that is thrown away.
   */
  @Test
  @LookAt("what becomes of a word of the viewer that lies unread when its connection is closed")
  public void DASH_4_a_viewer_that_has_said_something_is_sent_everything() throws Exception {
    try (var source = ScriptedPeer.silent();
        var late = new LateOnlooker()) {
      var what = "a viewer that has said something, and reads late";
      var running = Running.run(model(), dashboard(source.peer(), late.peer(), HOUR));
      late.says("what is this?\n");
      send(source, (EVENT + "\n").repeat(500));
      source.connection(0).endOutput();
      // Whoever cannot get rid of everything before it is read has not returned yet.
      var _ = Patience.comes(Patience.longer(Duration.ofMillis(300)), running::hasEnded);
      var batches = Batches.of(readAll(what, late));
      Ends.withReply(what, running.await(what), Batching.end().text());
      batches.assertEvents(what, Collections.nCopies(500, EVENT));
      assertThat(batches.ended()).as(what + ": the end comes").isTrue();
    }
  }

  private static String readAll(String what, LateOnlooker late) throws IOException {
    try {
      return late.readAll();
    } catch (SocketException reset) {
      throw new AssertionError(what + ": it is reset before it has read everything", reset);
    }
  }
}
