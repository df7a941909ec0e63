package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Scenario 6: two streams in, one out, and something else now and then. Here is how it is
 * cancelled; MERGE-1 to MERGE-4 are in the classes that this one extends.
 *
 * @param <O> the model's own type of operation
 */
public abstract class MergeContract<O> extends MergeEndings<O> {
  protected MergeContract(Subject<O> subject) {
    super(subject);
  }

  /** Nothing of it is left when the call has come back, and everybody is told. */
  private static void assertOver(String what, ScriptedPeer... peers) {
    for (var peer : peers) {
      assertThat(Established.to(peer.peer()))
          .as(what + ": connections still open when it was told")
          .isZero();
    }
    assertAllEnd(what, peers);
  }

  private void awaitMerging(ScriptedPeer a, ScriptedPeer sink) throws Exception {
    send(a, "one\n");
    Patience.eventually("a line comes to the sink")
        .until(() -> sink.connection(0).received().contains("A one\n"));
  }

  /** Both sources are silent, and no status is due for an hour. */
  @Test
  @LookAt("how the caller's interrupt reaches everybody who waits: for a line, for the next period")
  public void MERGE_5_an_interrupt_while_nothing_happens_ends_everything() throws Exception {
    for (var period : List.of(HOUR, Duration.ofMillis(1))) {
      try (var a = ScriptedPeer.silent();
          var b = ScriptedPeer.silent();
          var sink = ScriptedPeer.silent()) {
        var what = "a merge, interrupted while its sources are silent";
        var running = Running.run(model(), merge(a, b, sink, period));
        awaitMerging(a, sink);
        running.interrupt();
        Ends.withFailure(what, running.await(what), InterruptedException.class);
        assertOver(what, a, b, sink);
      }
    }
  }

  /** Lines and a status wait for it. */
  @Test
  @LookAt("how the caller's interrupt reaches somebody who is blocked in writing to the sink")
  public void MERGE_5_an_interrupt_while_the_sink_does_not_read_ends_everything() throws Exception {
    try (var a = new PushingSource(Long.MAX_VALUE);
        var b = new PushingSource(Long.MAX_VALUE);
        var late = new LateOnlooker()) {
      var what = "a merge, interrupted while its sink does not read";
      var period = Duration.ofMillis(1);
      var running = Running.run(model(), merge(a.peer(), b.peer(), late.peer(), period));
      var _ = late.isFull();
      running.interrupt();
      Ends.withFailure(what, running.await(what), InterruptedException.class);
      Ends.ends(what + ", a", a.connection());
      Ends.ends(what + ", b", b.connection());
      late.awaitEnd();
    }
  }

  /** One of the three does not accept: whoever is connected already is told. */
  @Test
  @LookAt("how the caller's interrupt reaches a connect, and who closes what is connected by then")
  public void MERGE_5_an_interrupt_while_it_connects_ends_everything() throws Exception {
    for (int slow = 0; slow < 3; slow++) {
      try (var full = new FullListener();
          var one = ScriptedPeer.silent();
          var other = ScriptedPeer.silent()) {
        var peers = new ArrayList<Peer>(List.of(one.peer(), other.peer()));
        peers.add(slow, full.peer());
        var what =
            "a merge, interrupted while it connects to " + List.of("a", "b", "the sink").get(slow);
        var merge = merge(peers.get(0), peers.get(1), peers.get(2), Duration.ofMillis(1));
        var running = Running.run(model(), merge);
        // By then it has connected to whom it can; if not, it must end all the same.
        var _ =
            Patience.comes(
                Duration.ofMillis(50),
                () -> one.connections().size() + other.connections().size() == 2);
        running.interrupt();
        Ends.withFailure(what, running.await(what), InterruptedException.class);
        assertOver(what, one, other);
        assertThat(full.strangers())
            .as(what + ": connections that come through afterwards")
            .isZero();
      }
    }
  }

  /** From outside it is an operation like any other. */
  @Test
  @LookAt("what a deadline around a merge reaches")
  public void MERGE_5_a_deadline_ends_everything() throws Exception {
    try (var a = ScriptedPeer.silent();
        var b = ScriptedPeer.silent();
        var sink = ScriptedPeer.silent()) {
      var what = "a merge with a deadline";
      var ended = run(what, model().within(SHORT, merge(a, b, sink, Duration.ofMillis(5))));
      Ends.late(what, ended, SHORT);
      assertOver(what, a, b, sink);
    }
  }

  /** So it may be in a race, and lose. */
  @Test
  @LookAt("whether what merge() makes is an operation like any other")
  public void MERGE_5_losing_a_race_ends_everything() throws Exception {
    try (var a = ScriptedPeer.silent();
        var b = ScriptedPeer.silent();
        var sink = ScriptedPeer.silent();
        var peer =
            ScriptedPeer.playing(client -> {
              awaitMerging(a, sink);
              client.send("here\n");
            })) {
      var what = "a merge that loses a race";
      var attempts = List.of(merge(a, b, sink, HOUR), model().ask(peer.peer(), "hello"));
      var ended = run(what, model().firstOf(Duration.ZERO, attempts));
      assertOver(what, a, b, sink);
      Ends.withReply(what, ended, "here");
    }
  }

  /** Closed is closed. */
  @Test
  @LookAt("what close() of the model does to what runs, and what it refuses afterwards")
  public void MERGE_5_closing_the_model_ends_everything() throws Exception {
    try (var a = ScriptedPeer.silent();
        var b = ScriptedPeer.silent();
        var sink = ScriptedPeer.silent()) {
      var what = "a merge, its model closed";
      var running = Running.run(model(), merge(a, b, sink, Duration.ofMillis(5)));
      awaitMerging(a, sink);
      var _ = Closing.of("the model", model()).await(Duration.ZERO);
      Ends.withFailure(what, running.await(what), Exception.class);
      assertOver(what, a, b, sink);
      Ends.refused(
          "a merge, of a closed model", IllegalStateException.class, () -> merge(a, b, sink, HOUR));
    }
  }
}
