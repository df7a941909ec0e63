package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Batching;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * DASH-2: what comes to the viewer. Only here are bytes of all kinds sent, so that one mistake does
 * not hide another.
 *
 * @param <O> the model's own type of operation
 */
public abstract class DashboardStreams<O> extends Contract<O> {
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration SHORT = Duration.ofMillis(60);
  static final Duration PERIOD = Duration.ofMillis(20);

  private boolean falsified;

  DashboardStreams(Subject<O> subject) {
    super(subject, "DASH-5", "DASH-5");
  }

  final O dashboard(Peer source, Peer viewer, Duration period) {
    return model().dashboard(new Batching(source, viewer, period));
  }

  final O dashboard(ScriptedPeer source, ScriptedPeer viewer, Duration period) {
    return dashboard(source.peer(), viewer.peer(), period);
  }

  /** Sends this, and ends its output. */
  static ScriptedPeer sending(String text) {
    return ScriptedPeer.playing(client -> {
      client.send(text);
      client.endOutput();
    });
  }

  static void send(ScriptedPeer source, String text) throws IOException {
    source.connection(0).send(text);
  }

  /** For a line of a source that has no end yet. */
  static String tooLong() {
    return "x".repeat(Line.MAX_BYTES + 1);
  }

  static void awaitBatches(String what, ScriptedPeer viewer, int more) {
    var connection = viewer.connection(0);
    int before = Batches.of(connection).count();
    Patience.eventually(what + ": " + more + " more batches come")
        .until(() -> Batches.of(connection).count() >= before + more);
  }

  static void awaitEvents(String what, ScriptedPeer viewer, int all) {
    var connection = viewer.connection(0);
    Patience.eventually(what + ": " + all + " events have come")
        .until(() -> Batches.of(connection).events().size() >= all);
  }

  /**
   * Whatever the source sends, cut into pieces wherever, and ticks in between. What usually breaks
   * this: what was read is taken for a line, half an event that a tick forgets or sends, a detour
   * by way of text. 40 tries.
   */
  @Property(tries = 40)
  @LookAt("where a part of an event waits for its rest, and what a tick does to it")
  public void DASH_2_every_event_is_in_one_batch_whole_and_in_order(@ForAll("streams") Stream sent)
      throws Exception {
    var what = "the source ended";
    // Once it is known to be broken, the search for a smaller sample need not be patient.
    var patience = falsified ? Duration.ofMillis(200) : Patience.forAnEvent();
    try (var source = sent.events().source();
        var viewer = ScriptedPeer.silent()) {
      var running = Running.run(model(), dashboard(source, viewer, sent.period()));
      Ends.withReply(what, running.await(what, patience), Batching.end().text());
      Ends.ends(what + ", the viewer", viewer.connection(0));
      var batches = Batches.of(viewer.connection(0));
      batches.assertEvents(what, sent.events().lines());
      assertThat(batches.ended()).as(what + ": the end comes").isTrue();
    } catch (AssertionError wrong) {
      falsified = true;
      throw wrong;
    }
  }

  /** What the source sends, and how often the viewer is told. */
  public record Stream(SentLines events, Duration period) {}

  @Provide
  Arbitrary<Stream> streams() {
    var periods =
        Arbitraries.of(Duration.ofMillis(1), Duration.ofNanos(50_000), Duration.ofMillis(5), HOUR);
    var events =
        SentLines.any(
            "", "\r", "\r\r", "BATCH 3", "BATCH 0", "BATCH", "END", "END\r", "ERR x", "é\u0085");
    return Combinators.combine(events, periods).as(Stream::new);
  }

  /** Batches go on meanwhile, and none of them has anything of it. */
  @Test
  @LookAt("what becomes of the first half of an event when a tick comes before the second")
  public void DASH_2_half_an_event_waits_for_its_rest_over_many_ticks() throws Exception {
    try (var source = ScriptedPeer.silent();
        var viewer = ScriptedPeer.silent()) {
      var what = "an event in two halves";
      var running = Running.run(model(), dashboard(source, viewer, Duration.ofMillis(5)));
      send(source, "one\nfirst ha");
      awaitEvents(what, viewer, 1);
      awaitBatches(what, viewer, 4);
      Batches.of(viewer.connection(0)).assertEvents(what + ", the first one sent", List.of("one"));
      send(source, "lf, second half");
      awaitBatches(what, viewer, 4);
      send(source, "\r");
      awaitBatches(what, viewer, 2);
      Batches.of(viewer.connection(0)).assertEvents(what + ", no line feed", List.of("one"));
      send(source, "\ntwo\n");
      awaitEvents(what, viewer, 3);
      source.connection(0).endOutput();
      var _ = running.await(what);
      Batches.of(viewer.connection(0))
          .assertEvents(what, List.of("one", "first half, second half", "two"));
    }
  }

  /** A run has events of its own. */
  @Test
  @LookAt("what of one run is left for the next one: events, connections, a line begun")
  public void DASH_2_one_description_can_be_run_twice() throws Exception {
    try (var source = sending("one\ntwo\nthr");
        var viewer = ScriptedPeer.silent()) {
      var described = dashboard(source, viewer, HOUR);
      for (int i = 0; i < 2; i++) {
        var what = "run " + (i + 1) + " of the same description";
        Ends.withReply(what, run(what, described), Batching.end().text());
        Ends.ends(what + ", the viewer", viewer.connection(i));
        Batches.of(viewer.connection(i)).assertEvents(what, List.of("one", "two"));
      }
    }
  }
}
