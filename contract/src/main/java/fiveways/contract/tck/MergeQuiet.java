package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * MERGE-2: a source that has nothing to say holds up nobody.
 *
 * @param <O> the model's own type of operation
 */
public abstract class MergeQuiet<O> extends MergeSlowSink<O> {
  static final Duration PERIOD = Duration.ofMillis(20);

  /** Sources that have nothing to say. */
  private static final Map<String, ScriptedPeer.Script> QUIET =
      Map.of(
          "silent", client -> {},
          "at its end", PeerConnection::endOutput,
          "in the middle of a line", client -> client.send("half a li"));

  MergeQuiet(Subject<O> subject) {
    super(subject);
  }

  static void awaitAtSink(String what, ScriptedPeer sink, String line) {
    var connection = sink.connection(0);
    Patience.eventually(what + ": " + Ends.shown(line) + " comes to the sink")
        .until(() -> connection.received().contains(line));
  }

  static void awaitStatuses(String what, ScriptedPeer sink, int more) {
    var connection = sink.connection(0);
    int before = Merged.of(connection).statuses().size();
    Patience.eventually(what + ": " + more + " more statuses come")
        .until(() -> Merged.of(connection).statuses().size() >= before + more);
  }

  /** The other one's lines come, one by one, although no status is due for an hour. */
  @Test
  @LookAt("who waits for this source's next line, and what else he could do meanwhile")
  public void MERGE_2_a_quiet_source_does_not_hold_up_the_other() throws Exception {
    for (var quiet : QUIET.entrySet()) {
      for (boolean aIsQuiet : List.of(true, false)) {
        try (var one = ScriptedPeer.playing(quiet.getValue());
            var other = ScriptedPeer.silent();
            var sink = ScriptedPeer.silent()) {
          var what = (aIsQuiet ? "a " : "b ") + quiet.getKey();
          var merge = aIsQuiet ? merge(one, other, sink, HOUR) : merge(other, one, sink, HOUR);
          var running = Running.run(model(), merge);
          for (int i = 0; i < 3; i++) {
            send(other, "line " + i + "\n");
            awaitAtSink(what, sink, (aIsQuiet ? "B" : "A") + " line " + i + "\n");
          }
          end(one, other);
          var _ = running.await(what);
        }
      }
    }
  }

  /** The status comes every period, although nobody sends a line. */
  @Test
  @LookAt("who looks at the clock while both sources have nothing to say")
  public void MERGE_2_quiet_sources_do_not_hold_up_the_status() throws Exception {
    for (var quiet : QUIET.entrySet()) {
      for (boolean aIsQuiet : List.of(true, false)) {
        try (var one = ScriptedPeer.playing(quiet.getValue());
            var other = ScriptedPeer.silent();
            var sink = ScriptedPeer.silent()) {
          var what = (aIsQuiet ? "a " : "b ") + quiet.getKey() + ", the other one silent";
          var merge = aIsQuiet ? merge(one, other, sink, PERIOD) : merge(other, one, sink, PERIOD);
          var running = Running.run(model(), merge);
          awaitStatuses(what, sink, 3);
          end(one, other);
          var _ = running.await(what);
        }
      }
    }
  }

  /** Lines come all the time, ten in a period: the status comes all the same. */
  @Test
  @LookAt("whether the time to the next status begins anew with every line")
  public void MERGE_2_a_busy_source_does_not_hold_up_the_status() throws Exception {
    try (var a = ScriptedPeer.silent();
        var b = ScriptedPeer.silent();
        var sink = ScriptedPeer.silent()) {
      var what = "a busy, b silent";
      var running = Running.run(model(), merge(a, b, sink, PERIOD));
      var statuses = Merged.of(sink.connection(0)).statuses();
      long start = System.nanoTime();
      while (statuses.size() < 3 && System.nanoTime() - start < Patience.forAnEvent().toNanos()) {
        send(a, "line\n");
        LockSupport.parkNanos(PERIOD.toNanos() / 10);
        statuses = Merged.of(sink.connection(0)).statuses();
      }
      assertThat(statuses).as(what + ": statuses").hasSizeGreaterThanOrEqualTo(3);
      end(a, b);
      var _ = running.await(what);
    }
  }
}
