package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
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
 * MERGE-1: what comes to the sink. Only here are bytes of all kinds sent, and only here is each
 * status held against the lines before it, so that one mistake does not hide another.
 *
 * @param <O> the model's own type of operation
 */
public abstract class MergeStreams<O> extends Contract<O> {
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration SHORT = Duration.ofMillis(60);

  private boolean falsified;

  MergeStreams(Subject<O> subject) {
    super(subject, "MERGE-5", "MERGE-5");
  }

  final O merge(Peer a, Peer b, Peer sink, Duration period) {
    return model().merge(new Merging(a, b, sink, period));
  }

  final O merge(ScriptedPeer a, ScriptedPeer b, ScriptedPeer sink, Duration period) {
    return merge(a.peer(), b.peer(), sink.peer(), period);
  }

  /** Sends this, and ends its output. */
  static ScriptedPeer sending(String text) {
    return ScriptedPeer.playing(client -> {
      client.send(text);
      client.endOutput();
    });
  }

  /**
   * Whatever the sources send, cut into pieces wherever. What usually breaks this: what was read is
   * taken for a line, a line end that comes in two pieces, a count that runs ahead of what was
   * sent, a detour by way of text. 40 tries.
   */
  @Property(tries = 40)
  @LookAt("where a part of a line waits for its rest, and when a line is counted")
  public void MERGE_1_every_line_comes_once_whole_and_in_order(@ForAll("streams") Streams streams)
      throws Exception {
    var what = "both sources ended";
    // Once it is known to be broken, the search for a smaller sample need not be patient.
    var patience = falsified ? Duration.ofMillis(200) : Patience.forAnEvent();
    try (var a = streams.a().source();
        var b = streams.b().source();
        var sink = ScriptedPeer.silent()) {
      var running = Running.run(model(), merge(a, b, sink, streams.period()));
      Ends.withAReply(what, running.await(what, patience));
      Ends.ends(what + ", the sink", sink.connection(0));
      var received = sink.connection(0).received();
      var merged = Merged.of(received);
      Merged.assertLines("A", merged.a(), streams.a().lines());
      Merged.assertLines("B", merged.b(), streams.b().lines());
      assertThat(received.isEmpty() || received.endsWith("\n"))
          .as(what + ": what the sink is sent ends with a whole line")
          .isTrue();
      merged.assertStatusesTrue(what);
    } catch (AssertionError wrong) {
      falsified = true;
      throw wrong;
    }
  }

  /** What both sources send, and how often the sink is told the counts. */
  public record Streams(SentLines a, SentLines b, Duration period) {}

  @Provide
  Arbitrary<Streams> streams() {
    var periods =
        Arbitraries.of(Duration.ofMillis(1), Duration.ofNanos(50_000), Duration.ofMillis(5), HOUR);
    return Combinators.combine(sent(), sent(), periods).as(Streams::new);
  }

  private static Arbitrary<SentLines> sent() {
    return SentLines.any(
        "", "\r", "\r\r", "ERR x", "ERR", "STATUS a=1 b=1", "A a", "BYE", "é\u0085");
  }

  /**
   * Much is sent, the sink reads late, statuses are due all the time: so lines leave in parts. What
   * usually breaks this: the rest of a write that took only a part, and a status that does not wait
   * for it.
   */
  @Test
  @LookAt("who else may write to the sink while a line has left only in part")
  public void MERGE_1_nothing_lands_inside_a_line_that_leaves_in_parts() throws Exception {
    try (var a = new PushingSource(4 << 20);
        var b = new PushingSource(4 << 20);
        var late = new LateOnlooker()) {
      var what = "a sink that reads late";
      var period = Duration.ofMillis(1);
      var running = Running.run(model(), merge(a.peer(), b.peer(), late.peer(), period));
      var _ = late.isFull();
      var merged = Merged.of(late.readAll());
      var _ = running.await(what);
      Merged.assertLines(what + ", A", merged.a(), a.sent());
      Merged.assertLines(what + ", B", merged.b(), b.sent());
      merged.assertStatusesTrue(what);
    }
  }

  /** The n-th status is not before n periods: counted from before the call, none is early. */
  @Test
  @LookAt("when the first status is due: after one period, not at once; and when the next ones are")
  public void MERGE_1_no_status_is_early() throws Exception {
    var period = Duration.ofMillis(30);
    try (var a = ScriptedPeer.silent();
        var b = ScriptedPeer.silent();
        var sink = ScriptedPeer.silent()) {
      var what = "statuses every " + Ends.shown(period);
      long start = System.nanoTime();
      var running = Running.run(model(), merge(a, b, sink, period));
      for (int n = 1; n <= 8; n++) {
        int due = n;
        var client = sink.connection(0);
        Patience.eventually("status " + n + " comes")
            .until(() -> Merged.of(client).statuses().size() >= due);
        assertNotEarly(what, Merged.of(client).statuses().size(), period, start);
        // Lines in between are no reason for a status, nor to count the periods anew.
        a.connection(0).send("one more\n");
      }
      end(a, b);
      var _ = running.await(what);
    }
  }

  private static void assertNotEarly(String what, int statuses, Duration period, long start) {
    var now = Duration.ofNanos(System.nanoTime() - start);
    assertThat(period.multipliedBy(statuses))
        .overridingErrorMessage("%s: %d had come after %s", what, statuses, Ends.shown(now))
        .isLessThanOrEqualTo(now);
  }

  /** A run has counts of its own. */
  @Test
  @LookAt("what of one run is left for the next one: counts, connections, a line begun")
  public void MERGE_1_one_description_can_be_run_twice() throws Exception {
    try (var a = sending("one\ntwo\nthr");
        var b = sending("three\nfo");
        var sink = ScriptedPeer.silent()) {
      var described = merge(a, b, sink, HOUR);
      for (int i = 0; i < 2; i++) {
        var what = "run " + (i + 1) + " of the same description";
        Ends.withReply(what, run(what, described), Merging.status(2, 1).text());
        Ends.ends(what + ", the sink", sink.connection(i));
        var merged = Merged.of(sink.connection(i));
        Merged.assertLines(what + ", A", merged.a(), List.of("one", "two"));
        Merged.assertLines(what + ", B", merged.b(), List.of("three"));
        merged.assertStatusesTrue(what);
      }
    }
  }

  /** The sources end, if they have not, so that the merge does. */
  static void end(ScriptedPeer... sources) {
    for (var source : sources) {
      source.connection(0).close();
    }
  }

  /** For a line of a source that has no end yet. */
  static String tooLong() {
    return "x".repeat(Line.MAX_BYTES + 1);
  }

  static void send(ScriptedPeer source, String text) throws IOException {
    source.connection(0).send(text);
  }
}
