package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Each;
import fiveways.contract.api.Line;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.io.EOFException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * RACE-7: what was acquired is released, once, however the attempt ends.
 *
 * @param <O> the model's own type of operation
 */
public abstract class RaceResources<O> extends RaceTrees<O> {
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration SHORT = Duration.ofMillis(60);

  protected RaceResources(Subject<O> subject) {
    super(subject, "RACE-2", "RACE-8");
  }

  final O within(Duration deadline, O operation) {
    return model().within(deadline, operation);
  }

  static String id(Reply acquired) {
    return switch (acquired) {
      case Line(String text) -> text.substring("ID ".length());
      case Each _ -> throw new AssertionError("one question, several replies");
    };
  }

  final Resource<O> resource(ResourcePeer peer, Duration limit) {
    return new Resource<>(
        model().ask(peer.peer(), "OPEN"),
        acquired -> model().ask(peer.peer(), "CLOSE " + id(acquired)),
        limit);
  }

  final O using(ResourcePeer peer, Duration limit) {
    return model()
        .using(resource(peer, limit), acquired -> model().ask(peer.peer(), "USE " + id(acquired)));
  }

  /** At hand-over, not some time later. */
  private static void assertAsked(String what, ResourcePeer peer, String... expected) {
    assertThat(peer.asked()).as(what + ": what the peer was asked").containsExactly(expected);
  }

  /** Used, or refused: in either case it is closed before the result is there. */
  @Test
  @LookAt("what comes after the use, whether it succeeded or failed")
  public void RACE_7_what_was_used_is_closed_before_the_result_is_handed_over() throws Exception {
    try (var peer =
        new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.PROPERLY, ResourcePeer.PROPERLY)) {
      var what = "a resource that was used";
      Ends.withReply(what, run(what, using(peer, HOUR)), "used 1");
      assertAsked(what, peer, "OPEN", "USE 1", "CLOSE 1");
    }
    try (var peer =
        new ResourcePeer(
            ResourcePeer.PROPERLY, ResourcePeer.saying("ERR no\n"), ResourcePeer.PROPERLY)) {
      var what = "a resource whose use is refused";
      Ends.withFailure(what, run(what, using(peer, HOUR)), RefusedException.class);
      assertAsked(what, peer, "OPEN", "USE 1", "CLOSE 1");
    }
  }

  /** The deadline ends the use; the release is not the deadline's affair. */
  @Test
  @LookAt("whether the cancel that ends the use ends the release, too")
  public void RACE_7_a_timeout_in_the_use_releases_it() throws Exception {
    try (var peer =
        new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.PROPERLY)) {
      var what = "a resource whose use is too late";
      var ended = run(what, within(SHORT, using(peer, HOUR)));
      Ends.withFailure(what, ended, TimeoutException.class);
      Ends.notEarly(what, ended, SHORT);
      assertThat(peer.count("CLOSE")).as(what + ": closed").isEqualTo(peer.count("OPEN"));
      peer.assertAllGone(what);
    }
  }

  /** The reply to {@code OPEN} comes only after the cancel: it is waited for, and then closed. */
  @Test
  @LookAt("a cancel that comes between OPEN and its reply: who still waits for the id?")
  public void RACE_7_a_cancel_while_it_is_opened_releases_it_unused() throws Exception {
    var gate = new CountDownLatch(1);
    try (var peer =
        new ResourcePeer(ResourcePeer.after(gate), ResourcePeer.NEVER, ResourcePeer.PROPERLY)) {
      var what = "cancelled between OPEN and its reply";
      var running = Running.run(model(), using(peer, HOUR));
      peer.awaitAsked("OPEN", 1);
      running.interrupt();
      boolean early = Patience.comes(Patience.forNothing(), running::hasEnded);
      gate.countDown();
      Ends.withFailure(what, running.await(what), InterruptedException.class);
      assertThat(early).as(what + ": it came back before the reply").isFalse();
      assertAsked(what, peer, "OPEN", "CLOSE 1");
    }
  }

  /** The same for a deadline, and for a race that somebody else wins. */
  @Test
  @LookAt("a cancel that comes between OPEN and its reply: who still waits for the id?")
  public void RACE_7_a_deadline_or_a_lost_race_while_it_is_opened_releases_it() throws Exception {
    var gate = new CountDownLatch(1);
    try (var peer =
        new ResourcePeer(ResourcePeer.after(gate), ResourcePeer.NEVER, ResourcePeer.PROPERLY)) {
      var late = Running.run(model(), within(SHORT, using(peer, HOUR)));
      peer.awaitAsked("OPEN", 1);
      boolean early =
          Patience.comes(SHORT.plus(Patience.forNothing()), late::hasEnded); // it is late by then
      gate.countDown();
      var what = "a deadline between OPEN and its reply";
      var ended = late.await(what);
      Ends.withFailure(what, ended, TimeoutException.class);
      assertThat(early).as(what + ": it came back before the reply").isFalse();
      assertAsked(what, peer, "OPEN", "CLOSE 1");
    }
    var other = new CountDownLatch(1);
    try (var peer =
            new ResourcePeer(ResourcePeer.after(other), ResourcePeer.NEVER, ResourcePeer.PROPERLY);
        var winner =
            ScriptedPeer.playing(client -> {
              peer.awaitAsked("OPEN", 1);
              client.send("winner\n");
              Thread.sleep(Patience.forNothing());
              other.countDown();
            })) {
      var what = "a race that is lost between OPEN and its reply";
      var race =
          model()
              .firstOf(
                  Duration.ZERO, List.of(using(peer, HOUR), model().ask(winner.peer(), "hello")));
      Ends.withReply(what, run(what, race), "winner");
      assertAsked(what, peer, "OPEN", "CLOSE 1");
    }
  }

  /** Losers that hold something have released it when the winner is handed over. */
  @Test
  @LookAt("what is awaited of the losers before the winner is handed over: their releases, too")
  public void RACE_7_losers_have_released_what_they_held() throws Exception {
    try (var losing =
            new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.PROPERLY);
        var winning =
            new ResourcePeer(
                ResourcePeer.PROPERLY,
                (client, proper) -> {
                  losing.awaitAsked("USE", 2);
                  client.send(proper.bytes());
                },
                ResourcePeer.PROPERLY)) {
      var inner =
          model().firstOf(Duration.ZERO, List.of(using(losing, HOUR), using(winning, HOUR)));
      var what = "a race of resources";
      var ended = run(what, model().firstOf(Duration.ZERO, List.of(using(losing, HOUR), inner)));
      Ends.withReply(what, ended, "used 1");
      assertThat(losing.count("CLOSE")).as(what + ": losers closed").isEqualTo(2);
      assertThat(winning.count("CLOSE")).as(what + ": the winner closed").isEqualTo(1);
    }
  }

  /** Nobody who is interrupted in the midst of a use, or of the release, leaves anything open. */
  @Test
  @LookAt("an interrupt that finds the release under way: it is noted, and thrown afterwards")
  public void RACE_7_an_interrupt_in_use_and_in_release_releases_it_once() throws Exception {
    try (var peer =
        new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.PROPERLY)) {
      var what = "interrupted in the use";
      var running = Running.run(model(), using(peer, HOUR));
      peer.awaitAsked("USE", 1);
      running.interrupt();
      Ends.withFailure(what, running.await(what), InterruptedException.class);
      assertAsked(what, peer, "OPEN", "USE 1", "CLOSE 1");
    }
    var gate = new CountDownLatch(1);
    try (var peer =
        new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.after(gate))) {
      var what = "interrupted in the use, and again in the release";
      var running = Running.run(model(), using(peer, HOUR));
      peer.awaitAsked("USE", 1);
      running.interrupt();
      peer.awaitAsked("CLOSE", 1);
      running.interrupt();
      boolean early = Patience.comes(Patience.forNothing(), running::hasEnded);
      gate.countDown();
      Ends.withFailure(what, running.await(what), InterruptedException.class);
      assertThat(early).as(what + ": it came back before the release had ended").isFalse();
      assertAsked(what, peer, "OPEN", "USE 1", "CLOSE 1");
    }
  }

  /** A release that does not end is cut off at the limit, and says so. */
  @Test
  @LookAt("what bounds the release, and where its failure goes")
  public void RACE_7_the_limit_bounds_the_release() throws Exception {
    var used = "used, and not to be closed";
    onceUsed(
        ResourcePeer.PROPERLY,
        used,
        (ended, limit) -> {
          var late = Ends.withFailure(used, ended, TimeoutException.class);
          assertThat(late).hasMessageContaining(limit.toString());
          Ends.notEarly(used, ended, limit);
        });
    var refused = "refused, and not to be closed";
    onceUsed(
        ResourcePeer.saying("ERR no\n"),
        refused,
        (ended, _) ->
            assertThat(Ends.withFailure(refused, ended, RefusedException.class).getSuppressed())
                .as(refused + ": the failed release is told beside the failure")
                .hasOnlyElementsOfType(TimeoutException.class)
                .hasSize(1));
  }

  /** What is to be said of an end, with that limit. */
  @FunctionalInterface
  private interface Judged {
    void as(Running.Ended ended, Duration limit);
  }

  /** The limit bounds the opening, too: on a slow machine it has to be longer for a use to come. */
  private void onceUsed(ResourcePeer.Answer using, String what, Judged judged) throws Exception {
    for (var limit = SHORT; ; limit = limit.multipliedBy(2)) {
      try (var peer = new ResourcePeer(ResourcePeer.PROPERLY, using, ResourcePeer.NEVER)) {
        var ended = run(what, using(peer, limit));
        if (peer.count("USE") > 0) {
          judged.as(ended, limit);
          peer.assertAllGone(what);
          assertThat(peer.count("CLOSE")).as(what + ": tries to close it").isEqualTo(1);
          return;
        }
      }
    }
  }

  /** Who opens waits no longer than the limit; nothing was acquired then. */
  @Test
  @LookAt("what bounds the opening, and when something has been acquired: with the whole ID line")
  public void RACE_7_the_limit_bounds_the_opening() throws Exception {
    try (var peer =
        new ResourcePeer(
            ResourcePeer.saying("ID 1"), ResourcePeer.PROPERLY, ResourcePeer.PROPERLY)) {
      var what = "half an ID line, and no more";
      var ended = run(what, using(peer, SHORT));
      var late = Ends.withFailure(what, ended, TimeoutException.class);
      assertThat(late).hasMessageContaining(SHORT.toString());
      Ends.notEarly(what, ended, SHORT);
      assertAsked(what, peer, "OPEN");
      peer.assertAllGone(what);
    }
    try (var peer =
        new ResourcePeer(
            (client, _) -> {
              client.send("ID 1");
              client.endOutput();
            },
            ResourcePeer.PROPERLY,
            ResourcePeer.PROPERLY)) {
      var what = "half an ID line, and its end";
      Ends.withFailure(what, run(what, using(peer, HOUR)), EOFException.class);
      assertAsked(what, peer, "OPEN");
    }
  }

  /** If the deadline has passed when the release has ended, it was late; and yet it is released. */
  @Test
  @LookAt("when the clock is asked: when all has ended, the release included")
  public void RACE_7_a_deadline_that_passes_in_the_release_is_passed() throws Exception {
    try (var peer =
        new ResourcePeer(
            ResourcePeer.PROPERLY,
            ResourcePeer.PROPERLY,
            (client, proper) -> {
              Thread.sleep(SHORT.plusMillis(20)); // from here on the deadline has passed
              client.send(proper.bytes());
            })) {
      var what = "a release that takes longer than the deadline";
      var ended = run(what, within(SHORT, using(peer, HOUR)));
      Ends.withFailure(what, ended, TimeoutException.class);
      assertThat(peer.count("CLOSE")).as(what + ": closed").isEqualTo(1);
    }
  }

  /** What was opened last is closed first, and all of it before the outer one. */
  @Test
  @LookAt("the order of releases when all of it is cancelled at once")
  public void RACE_7_inner_releases_come_first() throws Exception {
    var tooEarly = new AtomicBoolean();
    try (var inner =
            new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.PROPERLY);
        var outer =
            new ResourcePeer(
                ResourcePeer.PROPERLY,
                ResourcePeer.NEVER,
                (client, proper) -> {
                  tooEarly.set(inner.count("CLOSE") < 2);
                  client.send(proper.bytes());
                })) {
      var what = "resources in a resource";
      var race = model().firstOf(Duration.ZERO, List.of(using(inner, HOUR), using(inner, HOUR)));
      var running = Running.run(model(), model().using(resource(outer, HOUR), _ -> race));
      inner.awaitAsked("USE", 2);
      running.interrupt();
      var ended = running.await(what);
      Ends.withFailure(what, ended, InterruptedException.class);
      assertThat(inner.count("CLOSE")).as(what + ": inner ones closed").isEqualTo(2);
      assertThat(outer.count("CLOSE")).as(what + ": the outer one closed").isEqualTo(1);
      assertThat(tooEarly.get())
          .as(what + ": the outer one was closed before the inner ones")
          .isFalse();
    }
  }

  /** A release is an operation like any other: it may race, and have a deadline of its own. */
  @Test
  @LookAt("whether what is masked can still start races and timers of its own")
  public void RACE_7_a_release_may_itself_be_a_race_with_a_deadline() throws Exception {
    try (var peer =
        new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.PROPERLY)) {
      var what = "a release that is a race with a deadline";
      var resource =
          new Resource<>(
              model().ask(peer.peer(), "OPEN"),
              acquired ->
                  model()
                      .firstOf(
                          Duration.ZERO,
                          List.of(within(HOUR, model().ask(peer.peer(), "CLOSE " + id(acquired))))),
              HOUR);
      var use = model().using(resource, id -> model().ask(peer.peer(), "USE " + id(id)));
      Ends.withFailure(what, run(what, within(SHORT, use)), TimeoutException.class);
      assertThat(peer.count("CLOSE")).as(what + ": closed").isEqualTo(peer.count("OPEN"));
    }
  }

  /** A function that throws is an operation that fails. */
  @Test
  @LookAt("where the use is built: what was acquired must be released if that fails")
  @NotRemotely("what is done with an id is described before there is one")
  public void RACE_7_a_use_that_cannot_even_be_built_releases_it() throws Exception {
    try (var peer =
        new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.PROPERLY)) {
      var what = "a use that cannot be built";
      var use =
          model()
              .using(
                  resource(peer, HOUR),
                  _ -> {
                    throw new IllegalArgumentException("no use for it");
                  });
      Ends.withFailure(what, run(what, use), IllegalArgumentException.class);
      assertAsked(what, peer, "OPEN", "CLOSE 1");
    }
  }
}
