package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Merging;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * MERGE-2 and MERGE-4: what becomes of the others when one of the three is silent, ends or fails.
 *
 * @param <O> the model's own type of operation
 */
public abstract class MergeEndings<O> extends MergeSlowSink<O> {
  static final Duration PERIOD = Duration.ofMillis(20);

  /** Sources that have nothing to say. */
  private static final Map<String, ScriptedPeer.Script> QUIET =
      Map.of(
          "silent", client -> {},
          "at its end", PeerConnection::endOutput,
          "in the middle of a line", client -> client.send("half a li"));

  MergeEndings(Subject<O> subject) {
    super(subject);
  }

  private static void awaitAtSink(String what, ScriptedPeer sink, String line) {
    var connection = sink.connection(0);
    Patience.eventually(what + ": " + Ends.shown(line) + " comes to the sink")
        .until(() -> connection.received().contains(line));
  }

  private static void awaitStatuses(String what, ScriptedPeer sink, int more) {
    var connection = sink.connection(0);
    int before = Merged.of(connection).statuses().size();
    Patience.eventually(what + ": " + more + " more statuses come")
        .until(() -> Merged.of(connection).statuses().size() >= before + more);
  }

  static void assertAllEnd(String what, ScriptedPeer... peers) {
    for (var peer : peers) {
      peer.connections().forEach(connection -> Ends.ends(what + ", one of the three", connection));
    }
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

  /** What is not ended with a line feed is no line. */
  @Test
  @LookAt("what is still to be sent when the second source has ended, and what is no line")
  public void MERGE_4_when_both_have_ended_comes_a_last_status_and_the_end() throws Exception {
    for (var sent : List.of("", "half", "one\ntwo\n", "one\ntwo\nhalf")) {
      for (var period : List.of(HOUR, Duration.ofMillis(1))) {
        try (var a = sending(sent);
            var b = sending("three\nrest");
            var sink = ScriptedPeer.silent()) {
          var what = "sources that sent " + Ends.shown(sent) + " and \"three\\nrest\"";
          var last = Merging.status(sent.lines().filter(l -> !l.equals("half")).count(), 1).text();
          Ends.withReply(what, run(what, merge(a, b, sink, period)), last);
          Ends.ends(what + ", the sink", sink.connection(0));
          assertThat(sink.connection(0).state())
              .as(what + ": how the sink's connection ends")
              .isEqualTo(PeerConnection.State.ENDED);
          assertThat(sink.connection(0).received())
              .as(what + ": what the sink is sent at last")
              .endsWith(last + "\n");
        }
      }
    }
  }

  /** Lines of both wait when they end, since the sink has not read for a while. */
  @Test
  @LookAt("what still waits for the sink when both have ended: who waits for that?")
  public void MERGE_4_what_waits_comes_before_the_last_status() throws Exception {
    try (var a = new PushingSource(Long.MAX_VALUE);
        var b = ScriptedPeer.silent();
        var late = new LateOnlooker()) {
      var what = "a sink that reads late";
      var running = Running.run(model(), merge(a.peer(), b.peer(), late.peer(), HOUR));
      var _ = late.isFull();
      send(b, "one\ntwo\nthree\nhalf");
      b.connection(0).endOutput();
      a.enough();
      var received = late.readAll();
      var ended = running.await(what);
      var last = Merging.status(a.sent().size(), 3).text();
      Ends.withReply(what, ended, last);
      assertThat(received.substring(received.lastIndexOf('\n', received.length() - 2) + 1))
          .as(what + ": the last line that comes")
          .isEqualTo(last + "\n");
    }
  }

  /** Not before: one that ends is no end. */
  @Test
  @LookAt("how many sources have ended when this counts as the end")
  public void MERGE_4_one_end_is_no_end() throws Exception {
    try (var a = sending("one\n");
        var b = ScriptedPeer.silent();
        var sink = ScriptedPeer.silent()) {
      var what = "one source has ended, and the other one is silent for a while";
      var running = Running.run(model(), merge(a, b, sink, PERIOD));
      awaitAtSink(what, sink, "A one\n");
      awaitStatuses(what, sink, 3);
      send(b, "two\n");
      b.connection(0).endOutput();
      Ends.withReply(what, running.await(what), Merging.status(1, 1).text());
    }
  }

  /** While the other one is silent, and no status is due for an hour. */
  @Test
  @LookAt("how a reset differs from an end, and who tells the others of it")
  public void MERGE_4_a_sources_reset_fails_the_call_and_ends_all() throws Exception {
    for (boolean itIsA : List.of(true, false)) {
      try (var one = ScriptedPeer.silent();
          var other = ScriptedPeer.silent();
          var sink = ScriptedPeer.silent()) {
        var what = (itIsA ? "a" : "b") + " is reset";
        var merge = itIsA ? merge(one, other, sink, HOUR) : merge(other, one, sink, HOUR);
        var running = Running.run(model(), merge);
        send(one, "one\n");
        awaitAtSink(what, sink, " one\n");
        one.connection(0).reset();
        Ends.withFailure(what, running.await(what), IOException.class);
        assertAllEnd(what, other, sink);
      }
    }
  }

  /** The sink has not read for long: once it does, everything ends, whatever waits for it. */
  @Test
  @LookAt("what waits for the sink when a source fails, and whether its end is waited for")
  public void MERGE_4_a_reset_while_a_status_waits_fails_the_call_and_ends_all() throws Exception {
    try (var a = ScriptedPeer.silent();
        var b = ScriptedPeer.silent();
        var late = new LateOnlooker()) {
      var what = "a is reset while a status waits";
      var merge = merge(a.peer(), b.peer(), late.peer(), LateOnlooker.PERIOD);
      var running = Running.run(model(), merge);
      var _ = late.isFull();
      a.connection(0).reset();
      late.awaitEnd();
      Ends.withFailure(what, running.await(what), IOException.class);
      assertAllEnd(what, b);
    }
  }

  /** At once: the line need not end. */
  @Test
  @LookAt("how long a line may become before somebody looks at its length")
  public void MERGE_4_a_line_too_long_fails_the_call_and_ends_all() throws Exception {
    for (boolean itIsA : List.of(true, false)) {
      try (var one = ScriptedPeer.playing(client -> client.send(tooLong()));
          var other = ScriptedPeer.silent();
          var sink = ScriptedPeer.silent()) {
        var what = "a line too long of " + (itIsA ? "a" : "b");
        var merge = itIsA ? merge(one, other, sink, HOUR) : merge(other, one, sink, HOUR);
        Ends.withFailure(what, run(what, merge), LineTooLongException.class);
        assertAllEnd(what, one, other, sink);
      }
    }
  }

  /** Each of the three may be missing; the other two are told. */
  @Test
  @LookAt("what becomes of the connections that there are when one more cannot be made")
  public void MERGE_4_if_nobody_listens_the_call_fails_and_the_others_end() throws Exception {
    try (var nobody = new DeadPort()) {
      for (int missing = 0; missing < 3; missing++) {
        try (var one = ScriptedPeer.silent();
            var other = ScriptedPeer.silent()) {
          var peers = new ArrayList<>(List.of(one.peer(), other.peer()));
          peers.add(missing, nobody.peer());
          var what = "nobody listens for " + List.of("a", "b", "the sink").get(missing);
          var merge = merge(peers.get(0), peers.get(1), peers.get(2), HOUR);
          Ends.withFailure(what, run(what, merge), ConnectException.class);
          assertAllEnd(what, one, other);
        }
      }
    }
  }

  /** Nobody says anything: it is a status that finds out. */
  @Test
  @LookAt("who notices that writing to the sink fails, and whom he tells")
  public void MERGE_4_a_lost_sink_fails_the_call_and_ends_the_sources() throws Exception {
    var losses =
        Map.<String, ScriptedPeer.Script>of(
            "reset", PeerConnection::reset, "closed", PeerConnection::close);
    for (var loss : losses.entrySet()) {
      try (var a = ScriptedPeer.silent();
          var b = ScriptedPeer.silent();
          var sink = ScriptedPeer.silent()) {
        var what = "the sink " + loss.getKey() + ", the sources silent";
        var running = Running.run(model(), merge(a, b, sink, PERIOD));
        send(a, "one\n");
        awaitAtSink(what, sink, "A one\n");
        loss.getValue().play(sink.connection(0));
        Ends.withFailure(what, running.await(what), IOException.class);
        assertAllEnd(what, a, b);
      }
    }
  }

  /** A sink that takes nothing any more, and then goes. */
  @Test
  @LookAt("whether a write that is blocked, or waits for its turn, notices that the sink has gone")
  public void MERGE_4_a_sink_lost_while_it_does_not_read_ends_the_sources() throws Exception {
    try (var a = new PushingSource(Long.MAX_VALUE);
        var b = ScriptedPeer.silent();
        var late = new LateOnlooker()) {
      var what = "the sink reset while it does not read";
      var running = Running.run(model(), merge(a.peer(), b.peer(), late.peer(), PERIOD));
      var _ = late.isFull();
      late.reset();
      Ends.withFailure(what, running.await(what), IOException.class);
      Ends.ends(what + ", a", a.connection());
      assertAllEnd(what, b);
    }
  }

  /** Nobody had asked it to say anything. */
  @Test
  @LookAt("whether somebody listens to the sink, and takes its word or its end for its loss")
  public void MERGE_4_a_sink_that_ends_its_output_is_not_lost() throws Exception {
    try (var a = ScriptedPeer.silent();
        var b = ScriptedPeer.silent();
        var sink =
            ScriptedPeer.playing(client -> {
              client.send("ERR what is this?\n");
              client.endOutput();
            })) {
      var what = "a sink that has ended its output";
      var running = Running.run(model(), merge(a, b, sink, PERIOD));
      awaitStatuses(what, sink, 3);
      send(a, "one\n");
      awaitAtSink(what, sink, "A one\n");
      for (var source : List.of(a, b)) {
        source.connection(0).endOutput();
      }
      Ends.withReply(what, running.await(what), Merging.status(1, 0).text());
    }
  }
}
