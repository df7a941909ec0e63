package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Scenario 7: batch on a tick, never stuck on the next event. Here is how it is cancelled; DASH-1
 * to DASH-4 are in the classes that this one extends.
 *
 * @param <O> the model's own type of operation
 */
public abstract class DashboardContract<O> extends DashboardEndings<O> {
  protected DashboardContract(Subject<O> subject) {
    super(subject);
  }

  /** Nothing of it is left when the call has come back, and both are told. */
  private static void assertOver(String what, ScriptedPeer... peers) {
    for (var peer : peers) {
      assertThat(Established.to(peer.peer()))
          .as(what + ": connections still open when it was told")
          .isZero();
    }
    assertAllEnd(what, peers);
  }

  /** With an hour's period nothing can be awaited but the connections. */
  private static void awaitBegun(ScriptedPeer source, ScriptedPeer viewer) throws Exception {
    send(source, "one\nhalf");
    var _ = viewer.connection(0);
  }

  /** If no batch comes it must end all the same. */
  private static void awaitAtWork(ScriptedPeer source, ScriptedPeer viewer) throws Exception {
    awaitBegun(source, viewer);
    var connection = viewer.connection(0);
    var _ = Patience.comes(Patience.forNothing(), () -> !Batches.of(connection).events().isEmpty());
  }

  /** The source is silent, and the next batch is due in an hour, or all the time. */
  @Test
  @LookAt("how the caller's interrupt reaches whoever waits: for an event, for the next tick")
  public void DASH_5_an_interrupt_while_nothing_happens_ends_everything() throws Exception {
    for (var period : List.of(HOUR, Duration.ofMillis(1))) {
      try (var source = ScriptedPeer.silent();
          var viewer = ScriptedPeer.silent()) {
        var what = "a dashboard, interrupted while its source is silent";
        var running = Running.run(model(), dashboard(source, viewer, period));
        if (period.equals(HOUR)) {
          awaitBegun(source, viewer);
        } else {
          awaitAtWork(source, viewer);
        }
        running.interrupt();
        Ends.withFailure(what, running.await(what), InterruptedException.class);
        assertOver(what, source, viewer);
      }
    }
  }

  /** A batch waits for it, and so do the source and its next events. */
  @Test
  @LookAt("how the caller's interrupt reaches somebody who is blocked in writing to the viewer")
  public void DASH_5_an_interrupt_while_the_viewer_does_not_read_ends_everything()
      throws Exception {
    try (var source = new PushingSource(Long.MAX_VALUE);
        var late = new LateOnlooker()) {
      var what = "a dashboard, interrupted while its viewer does not read";
      var period = Duration.ofMillis(1);
      var running = Running.run(model(), dashboard(source.peer(), late.peer(), period));
      var _ = late.isFull();
      running.interrupt();
      Ends.withFailure(what, running.await(what), InterruptedException.class);
      Ends.ends(what + ", the source", source.connection());
      late.awaitEnd();
    }
  }

  /** One of the two does not accept: the other one, if it is connected already, is told. */
  @Test
  @LookAt("how the caller's interrupt reaches a connect, and who closes what is connected by then")
  public void DASH_5_an_interrupt_while_it_connects_ends_everything() throws Exception {
    for (boolean sourceIsFull : List.of(true, false)) {
      try (var full = new FullListener();
          var other = ScriptedPeer.silent()) {
        var what =
            "a dashboard, interrupted while it connects to the "
                + (sourceIsFull ? "source" : "viewer");
        var dashboard =
            sourceIsFull
                ? dashboard(full.peer(), other.peer(), Duration.ofMillis(1))
                : dashboard(other.peer(), full.peer(), Duration.ofMillis(1));
        var running = Running.run(model(), dashboard);
        // By then it has connected if it can; if not, it must end all the same.
        var _ = Patience.comes(Duration.ofMillis(50), () -> !other.connections().isEmpty());
        running.interrupt();
        Ends.withFailure(what, running.await(what), InterruptedException.class);
        assertOver(what, other);
        assertThat(full.strangers())
            .as(what + ": connections that come through afterwards")
            .isZero();
      }
    }
  }

  /** From outside it is an operation like any other. */
  @Test
  @LookAt("what a deadline around a dashboard reaches")
  public void DASH_5_a_deadline_ends_everything() throws Exception {
    try (var source = ScriptedPeer.silent();
        var viewer = ScriptedPeer.silent()) {
      var what = "a dashboard with a deadline";
      var dashboard = dashboard(source, viewer, Duration.ofMillis(5));
      var ended = run(what, model().within(SHORT, dashboard));
      Ends.late(what, ended, SHORT);
      assertOver(what, source, viewer);
    }
  }

  /** So it may be in a race, and lose. */
  @Test
  @LookAt("whether what dashboard() makes is an operation like any other")
  public void DASH_5_losing_a_race_ends_everything() throws Exception {
    var what = "a dashboard that loses a race";
    try (var source = ScriptedPeer.silent();
        var viewer = ScriptedPeer.silent();
        var peer =
            ScriptedPeer.playing(client -> {
              awaitBegun(source, viewer);
              client.send("here\n");
            })) {
      var attempts = List.of(dashboard(source, viewer, HOUR), model().ask(peer.peer(), "hello"));
      var ended = run(what, model().firstOf(Duration.ZERO, attempts));
      assertOver(what, source, viewer);
      Ends.withReply(what, ended, "here");
    }
  }

  /** Closed is closed. */
  @Test
  @LookAt("what close() of the model does to what runs, and what it refuses afterwards")
  public void DASH_5_closing_the_model_ends_everything() throws Exception {
    try (var source = ScriptedPeer.silent();
        var viewer = ScriptedPeer.silent()) {
      var what = "a dashboard, its model closed";
      var running = Running.run(model(), dashboard(source, viewer, Duration.ofMillis(5)));
      awaitAtWork(source, viewer);
      var _ = Closing.of("the model", model()).await(Duration.ZERO);
      Ends.withFailure(what, running.await(what), Exception.class);
      assertOver(what, source, viewer);
      Ends.refused(
          "a dashboard, of a closed model",
          IllegalStateException.class,
          () -> dashboard(source, viewer, HOUR));
    }
  }
}
