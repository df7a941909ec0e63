package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Together;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * RACE-1, RACE-3 and RACE-7: what becomes of failures that are not an attempt's reply.
 *
 * @param <O> the model's own type of operation
 */
public abstract class RaceFailures<O> extends RaceResources<O> {
  protected RaceFailures(Subject<O> subject) {
    super(subject);
  }

  private static ResourcePeer refusingToClose(ResourcePeer.Answer use) {
    return new ResourcePeer(ResourcePeer.PROPERLY, use, ResourcePeer.saying("ERR no\n"));
  }

  private O throwing(ResourcePeer peer) {
    return model()
        .using(
            resource(peer, HOUR),
            _ -> {
              throw new IllegalArgumentException("no use for it");
            });
  }

  private O notToBeClosed(ResourcePeer peer) {
    var resource =
        new Resource<O>(
            model().ask(peer.peer(), "OPEN"),
            _ -> {
              throw new IllegalArgumentException("no way to close it");
            },
            HOUR);
    return model().using(resource, id -> model().ask(peer.peer(), "USE " + id(id)));
  }

  /** A mistake in a program is a failure of an attempt like any other: it has lost. */
  @Test
  @LookAt("which exceptions of an attempt are caught: those of a program's mistake, too?")
  @NotRemotely("what is done with an id is described before there is one")
  public void RACE_1_an_attempt_whose_function_throws_has_lost() throws Exception {
    try (var peer =
            new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.PROPERLY);
        var winner = ScriptedPeer.replying("winner")) {
      var what = "a race of a function that throws and a reply";
      var race =
          model().firstOf(HOUR, List.of(throwing(peer), model().ask(winner.peer(), "hello")));
      Ends.withReply(what, run(what, race), "winner");
      var alone = "a race of a function that throws";
      var ended = run(alone, model().firstOf(HOUR, List.of(throwing(peer))));
      var all = Ends.withFailure(alone, ended, AllFailedException.class);
      assertThat(all.causes())
          .as(alone + ": its cause")
          .hasOnlyElementsOfType(IllegalArgumentException.class)
          .hasSize(1);
    }
  }

  /** There is a winner; that a loser could not close what it held is nobody's failure any more. */
  @Test
  @LookAt("where a failure goes that comes from a loser when there is a winner: nowhere")
  public void RACE_7_a_loser_s_failed_release_is_dropped() throws Exception {
    try (var losing = refusingToClose(ResourcePeer.NEVER);
        var winner =
            ScriptedPeer.playing(client -> {
              losing.awaitAsked("USE", 1);
              client.send("winner\n");
            })) {
      var what = "a race whose loser cannot close what it held";
      var race =
          model()
              .firstOf(
                  Duration.ZERO, List.of(using(losing, HOUR), model().ask(winner.peer(), "hello")));
      Ends.withReply(what, run(what, race), "winner");
      assertThat(losing.count("CLOSE")).as(what + ": tries to close it").isEqualTo(1);
    }
  }

  /** A timeout, and an interrupt: whoever is told of it is told that something was not closed. */
  @Test
  @LookAt("where the failure of a release goes when the use was cancelled")
  public void RACE_7_a_failed_release_is_told_beside_what_ended_the_use() throws Exception {
    try (var peer = refusingToClose(ResourcePeer.NEVER)) {
      var what = "too late, and not to be closed";
      var ended = run(what, within(SHORT, using(peer, HOUR)));
      var late = Ends.withFailure(what, ended, TimeoutException.class);
      assertTold(what, late, peer);
    }
    try (var peer = refusingToClose(ResourcePeer.NEVER)) {
      var what = "a race that is too late, of one that is not to be closed";
      var race = model().firstOf(HOUR, List.of(using(peer, HOUR)));
      var late = Ends.withFailure(what, run(what, within(SHORT, race)), TimeoutException.class);
      assertTold(what, late, peer);
    }
    try (var peer = refusingToClose(ResourcePeer.NEVER)) {
      var what = "several that are too late, of which one is not to be closed";
      var all = model().all(Together.allAtOnce(), List.of(using(peer, HOUR)));
      var late = Ends.withFailure(what, run(what, within(SHORT, all)), TimeoutException.class);
      assertTold(what, late, peer);
    }
    try (var peer = refusingToClose(ResourcePeer.NEVER)) {
      var what = "interrupted, and not to be closed";
      var running = Running.run(model(), using(peer, HOUR));
      peer.awaitAsked("USE", 1);
      running.interrupt();
      var cancelled = Ends.withFailure(what, running.await(what), InterruptedException.class);
      assertTold(what, cancelled, peer);
    }
  }

  /** As often as it was tried: on a slow machine the deadline may pass before it is opened. */
  private static void assertTold(String what, Exception ended, ResourcePeer peer) {
    assertThat(beside(ended).filter(RefusedException.class::isInstance).count())
        .as(what + ": how often the failed release is told beside it")
        .isEqualTo(peer.count("CLOSE"));
  }

  /** What was suppressed into it, and into that: what was cut off may be told, too. */
  private static Stream<Throwable> beside(Throwable ended) {
    return Stream.of(ended.getSuppressed())
        .flatMap(told -> Stream.concat(Stream.of(told), beside(told)));
  }

  /** A release that cannot even be built has failed. */
  @Test
  @LookAt("where the release is built, and where its failure goes")
  @NotRemotely("how an id is closed is described before there is one")
  public void RACE_7_a_release_that_cannot_even_be_built_has_failed() throws Exception {
    try (var peer =
        new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.PROPERLY, ResourcePeer.PROPERLY)) {
      var what = "used, and no release can be built";
      Ends.withFailure(what, run(what, notToBeClosed(peer)), IllegalArgumentException.class);
    }
    try (var peer =
        new ResourcePeer(
            ResourcePeer.PROPERLY, ResourcePeer.saying("ERR no\n"), ResourcePeer.PROPERLY)) {
      var what = "refused, and no release can be built";
      var refused = Ends.withFailure(what, run(what, notToBeClosed(peer)), RefusedException.class);
      assertThat(refused.getSuppressed())
          .as(what + ": the failed release is told beside the failure")
          .hasOnlyElementsOfType(IllegalArgumentException.class)
          .hasSize(1);
    }
  }
}
