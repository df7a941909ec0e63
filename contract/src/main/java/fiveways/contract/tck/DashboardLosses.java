package fiveways.contract.tck;

import fiveways.contract.api.LineTooLongException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * DASH-4: what becomes of the other one when the source or the viewer fails, or is not there.
 *
 * @param <O> the model's own type of operation
 */
public abstract class DashboardLosses<O> extends DashboardSlowViewer<O> {
  DashboardLosses(Subject<O> subject) {
    super(subject);
  }

  static void assertAllEnd(String what, ScriptedPeer... peers) {
    for (var peer : peers) {
      peer.connections().forEach(connection -> Ends.ends(what + ", one of the two", connection));
    }
  }

  /** Although no batch is due for an hour. */
  @Test
  @LookAt("how a reset differs from an end, and who tells the viewer of it")
  public void DASH_4_the_sources_reset_fails_the_call_and_ends_both() throws Exception {
    for (var sent : new String[] {"", "one\ntwo\nhalf"}) {
      try (var source = ScriptedPeer.silent();
          var viewer = ScriptedPeer.silent()) {
        var what = "the source sent " + Ends.shown(sent) + " and is reset";
        var running = Running.run(model(), dashboard(source, viewer, HOUR));
        var _ = viewer.connection(0);
        send(source, sent);
        source.connection(0).reset();
        Ends.withFailure(what, running.await(what), IOException.class);
        assertAllEnd(what, viewer);
      }
    }
  }

  /** The viewer has not read for long: once it does, everything ends, whatever waits for it. */
  @Test
  @LookAt("what waits for the viewer when the source fails, and whether its end is waited for")
  public void DASH_4_a_reset_while_a_batch_waits_fails_the_call_and_ends_both() throws Exception {
    try (var source = ScriptedPeer.silent();
        var late = new LateOnlooker()) {
      var what = "the source is reset while a batch waits";
      var dashboard = dashboard(source.peer(), late.peer(), LateOnlooker.PERIOD);
      var running = Running.run(model(), dashboard);
      var _ = late.isFull();
      source.connection(0).reset();
      late.awaitEnd();
      Ends.withFailure(what, running.await(what), IOException.class);
    }
  }

  /** At once: the line need not end, and no batch is due. */
  @Test
  @LookAt("how long a line may become before somebody looks at its length")
  public void DASH_4_a_line_too_long_fails_the_call_and_ends_both() throws Exception {
    try (var source = ScriptedPeer.playing(client -> client.send("one\n" + tooLong()));
        var viewer = ScriptedPeer.silent()) {
      var what = "a line too long";
      var dashboard = dashboard(source, viewer, HOUR);
      Ends.withFailure(what, run(what, dashboard), LineTooLongException.class);
      assertAllEnd(what, source, viewer);
    }
  }

  /** Either may be missing; the other one is told. */
  @Test
  @LookAt("what becomes of the connection that there is when the other one cannot be made")
  public void DASH_4_if_nobody_listens_the_call_fails_and_the_other_ends() throws Exception {
    try (var nobody = new DeadPort();
        var one = ScriptedPeer.silent()) {
      var noSource = dashboard(nobody.peer(), one.peer(), HOUR);
      Ends.withFailure("no source", run("no source", noSource), ConnectException.class);
      assertAllEnd("nobody listens for the source", one);
      var noViewer = dashboard(one.peer(), nobody.peer(), HOUR);
      Ends.withFailure("no viewer", run("no viewer", noViewer), ConnectException.class);
      assertAllEnd("nobody listens for the viewer", one);
    }
  }

  /** The source says nothing: it is an empty batch that finds out. */
  @Test
  @LookAt("who notices that writing to the viewer fails, and whom he tells")
  public void DASH_4_a_lost_viewer_fails_the_call_and_ends_the_source() throws Exception {
    var losses =
        Map.<String, ScriptedPeer.Script>of(
            "reset", PeerConnection::reset, "closed", PeerConnection::close);
    for (var loss : losses.entrySet()) {
      try (var source = ScriptedPeer.silent();
          var viewer = ScriptedPeer.silent()) {
        var what = "the viewer " + loss.getKey() + ", the source silent";
        var running = Running.run(model(), dashboard(source, viewer, PERIOD));
        send(source, "one\n");
        awaitEvents(what, viewer, 1);
        loss.getValue().play(viewer.connection(0));
        Ends.withFailure(what, running.await(what), IOException.class);
        assertAllEnd(what, source);
      }
    }
  }

  /** A viewer that takes nothing any more, and then goes. */
  @Test
  @LookAt("whether a write that is blocked notices that the viewer has gone")
  public void DASH_4_a_viewer_lost_while_it_does_not_read_ends_the_source() throws Exception {
    try (var source = new PushingSource(Long.MAX_VALUE);
        var late = new LateOnlooker()) {
      var what = "the viewer reset while it does not read";
      var running = Running.run(model(), dashboard(source.peer(), late.peer(), PERIOD));
      var _ = late.isFull();
      late.reset();
      Ends.withFailure(what, running.await(what), IOException.class);
      Ends.ends(what + ", the source", source.connection());
    }
  }
}
