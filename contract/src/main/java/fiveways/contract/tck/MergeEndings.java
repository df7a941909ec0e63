package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Merging;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * MERGE-4: how it ends when all is well.
 *
 * @param <O> the model's own type of operation
 */
public abstract class MergeEndings<O> extends MergeLosses<O> {
  MergeEndings(Subject<O> subject) {
    super(subject);
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
