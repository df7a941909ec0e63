package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * RACE-5, RACE-7 and RACE-8 over compositions drawn at random: what every operation promises alone
 * it has to keep in whatever stands around it.
 *
 * @param <O> the model's own type of operation
 */
abstract class RaceTrees<O> extends Contract<O> {
  private static final Duration SHORT = Duration.ofMillis(25);
  private static final Duration HOUR = Duration.ofHours(1);

  RaceTrees(Subject<O> subject, String ruleOfLeftovers, String ruleOfClosing) {
    super(subject, ruleOfLeftovers, ruleOfClosing);
  }

  /**
   * Whatever is composed of deadlines, races, operations side by side and resources comes to one of
   * the ends that it may come to; then every peer has seen its connection end, and what was opened
   * has been closed, once, the inner before the outer.
   */
  @Property(tries = 60)
  @LookAt(
      "the smallest composition that fails: which of its parts is not told of an end, or waited for")
  public void RACE_5_any_composition_ends_as_it_may_and_leaves_nothing(@ForAll("trees") Tree tree)
      throws Exception {
    try (var peer = new TreePeer();
        var dead = new DeadPort()) {
      var op = tree.op(new Tree.Peers(peer.peer(), dead.peer()));
      var ended = run(tree.toString(), op.in(model()));
      assertThat(tree.mayBe(ended.outcome(), ended.took()))
          .overridingErrorMessage(
              "%s\n came to %s: that may not come of it", tree, Ends.shown(ended))
          .isTrue();
      assertNothingHeld(tree, peer);
    }
  }

  /** The same when the caller is interrupted in the midst of it, at any moment. */
  @Property(tries = 40)
  @LookAt("the smallest composition that fails: which of its parts does not hear of the cancel")
  public void RACE_8_a_cancel_ends_any_composition_and_leaves_nothing(
      @ForAll("endless") Tree tree, @ForAll("clients") int clients) throws Exception {
    try (var peer = new TreePeer();
        var dead = new DeadPort()) {
      var op = tree.op(new Tree.Peers(peer.peer(), dead.peer()));
      var running = Running.run(model(), op.in(model()));
      // At any moment: after so many connects, or at once if it will not have so many.
      var _ = Patience.comes(SHORT, () -> peer.clients() >= clients || running.hasEnded());
      running.interrupt();
      var ended = running.await(tree + ", interrupted");
      assertThat(isCancelled(ended.outcome()) || tree.mayBe(ended.outcome(), ended.took()))
          .overridingErrorMessage("%s, interrupted,\n came to %s", tree, Ends.shown(ended))
          .isTrue();
      assertNothingHeld(tree, peer);
    }
  }

  private static boolean isCancelled(Outcome outcome) {
    return outcome instanceof Failed(InterruptedException _);
  }

  /** RACE-7: at hand-over; and as soon as the peer sees it, RACE-2. */
  private static void assertNothingHeld(Tree tree, TreePeer peer) {
    assertThat(peer.wrong(tree))
        .overridingErrorMessage("%s\n: %s", tree, String.join("; ", peer.wrong(tree)))
        .isEmpty();
    peer.assertAllGone(tree.toString());
  }

  /** Compositions that end: by themselves, or because a deadline around them sees to it. */
  @Provide
  Arbitrary<Tree> trees() {
    return drawn()
        .map(tree -> tree.ends().contains(Tree.End.NEVER) ? new Tree.Bounded(SHORT, tree) : tree)
        .map(RaceTrees::numbered);
  }

  /** Compositions that may wait for ever. */
  @Provide
  Arbitrary<Tree> endless() {
    return drawn().map(RaceTrees::numbered);
  }

  private static Arbitrary<Tree> drawn() {
    return Arbitraries.recursive(RaceTrees::talks, RaceTrees::around, 0, 4);
  }

  /** After how many connects. */
  @Provide
  Arbitrary<Integer> clients() {
    return Arbitraries.integers().between(0, 6);
  }

  private static Tree numbered(Tree tree) {
    return tree.numbered(new AtomicInteger());
  }

  private static Arbitrary<Tree> talks() {
    return Arbitraries.of(Tree.Script.class).map(script -> new Tree.Talk(0, script));
  }

  private static Arbitrary<Tree> around(Arbitrary<Tree> inside) {
    var some = Arbitraries.oneOf(inside, talks()).list().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.frequencyOf(
        Tuple.of(2, Combinators.combine(deadlines(), inside).as(Tree.Bounded::new)),
        Tuple.of(3, Combinators.combine(hedges(), some).as(Tree.Race::new)),
        Tuple.of(2, Combinators.combine(limits(), failFast(), some).as(Tree.Many::new)),
        Tuple.of(2, inside.map(use -> new Tree.Held(0, use))));
  }

  private static Arbitrary<Duration> deadlines() {
    return Arbitraries.of(HOUR, SHORT);
  }

  /** At once, now and then, only after a failure. */
  private static Arbitrary<Duration> hedges() {
    return Arbitraries.of(Duration.ZERO, Duration.ofMillis(5), HOUR);
  }

  private static Arbitrary<Integer> limits() {
    return Arbitraries.of(Integer.MAX_VALUE, 1, 2);
  }

  private static Arbitrary<Boolean> failFast() {
    return Arbitraries.of(false, true);
  }
}
