package fiveways.contract.tck;

import fiveways.contract.api.LineTooLongException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * MERGE-4: what becomes of the others when one of the three fails, or is not there.
 *
 * @param <O> the model's own type of operation
 */
public abstract class MergeLosses<O> extends MergeQuiet<O> {
  MergeLosses(Subject<O> subject) {
    super(subject);
  }

  static void assertAllEnd(String what, ScriptedPeer... peers) {
    for (var peer : peers) {
      peer.connections().forEach(connection -> Ends.ends(what + ", one of the three", connection));
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
}
