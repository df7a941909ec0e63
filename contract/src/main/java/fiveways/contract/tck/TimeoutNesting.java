package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Op;
import fiveways.contract.api.Reply;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * TIME-6 and TIME-7: deadlines within deadlines, and what is no deadline.
 *
 * @param <O> the model's own type of operation
 */
public abstract class TimeoutNesting<O> extends TimeoutCancelling<O> {
  protected TimeoutNesting(Subject<O> subject) {
    super(subject);
  }

  /** Lets a computation succeed, once it is older than the deadline that is around it. */
  final Running.Ended lateSuccess(String what, Duration deadline, Function<Spinning, O> described)
      throws Exception {
    try (var spinning = new Spinning()) {
      var running = Running.run(model(), described.apply(spinning));
      if (spinning.awaitBegun(running)) { // if not, it was cut off before, which is as good
        spinning.awaitAge(deadline);
      }
      spinning.release();
      return running.await(what);
    }
  }

  /**
   * Deadlines around deadlines, in any order, around a peer that replies or does not. What is
   * known: the exception names the deadline that passed; that one is never early; as long as the
   * second shortest has not passed, it is the shortest; and a reply came before the shortest.
   *
   * <p>A failure usually means that one deadline replaces the other, or that the outer one does not
   * see that its operation has ended.
   */
  @Property(tries = 25)
  @LookAt("what the outer deadline does to the inner one's timer, and the inner one to the outer's")
  public void TIME_6_the_shorter_deadline_wins_whichever_is_outside(@ForAll("nests") Nest nest)
      throws Exception {
    var replies = new Replies();
    ScriptedPeer.Script script = nest.peerReplies() ? replies::play : client -> {};
    try (var peer = ScriptedPeer.playing(script)) {
      var operation = nest.around(new Op.Ask(peer.peer(), "hello")).in(model());
      var ended = run(nest.toString(), operation);
      switch (ended.outcome()) {
        case Reply _ ->
            Ends.sentInTime(
                nest.toString(), replies.sentTo(peer.connections().getLast()), nest.shortest());
        case Failed(Exception cause) -> nest.assertNames(cause, ended);
      }
    }
  }

  /** Chains of up to four deadlines; at least one is short unless the peer replies. */
  @Provide
  Arbitrary<Nest> nests() {
    var deadlines =
        Arbitraries.of(Duration.ofMillis(30), Duration.ofMillis(90), HOUR, HOUR.plusHours(1))
            .list()
            .ofMinSize(1)
            .ofMaxSize(4);
    return Combinators.combine(deadlines, Arbitraries.of(false, true))
        .as(Nest::new)
        .filter(Nest::ends);
  }

  /** Too late for either of two deadlines is too late, also where nothing can be stopped. */
  @Test
  @LookAt("whether each within() looks at its own clock when the operation has ended")
  @NotRemotely("a computation that never waits leaves no trace that a peer could see")
  public void TIME_6_a_success_after_either_deadline_is_too_late() throws Exception {
    var deadline = Duration.ofMillis(30);
    var inner = "a computation that succeeded after the inner deadline";
    Ends.withoutReply(
        inner,
        lateSuccess(
            inner, deadline, spinning -> within(HOUR, within(deadline, subject().spin(spinning)))));
    var outer = "a computation that succeeded after the outer deadline";
    Ends.withoutReply(
        outer,
        lateSuccess(
            outer, deadline, spinning -> within(deadline, within(HOUR, subject().spin(spinning)))));
  }

  /** A deadline that has passed before it began is a mistake, and found before it does harm. */
  @Property(tries = 60)
  @LookAt("where a deadline is checked: in within(), before anything is begun")
  public void TIME_7_zero_and_negative_deadlines_are_refused(@ForAll("refused") Duration deadline) {
    try (var peer = ScriptedPeer.silent()) {
      var operation = model().ask(peer.peer(), "hello");
      Ends.refused(
          "a deadline of " + deadline,
          IllegalArgumentException.class,
          () -> model().within(deadline, operation));
      assertThat(peer.connections()).as("connects").isEmpty();
    }
  }

  /** Zero, and all kinds of less. */
  @Provide
  Arbitrary<Duration> refused() {
    var negative = Arbitraries.longs().lessOrEqual(-1);
    return Arbitraries.oneOf(
        Arbitraries.just(Duration.ZERO),
        negative.map(Duration::ofNanos),
        negative.map(Duration::ofMillis),
        negative.map(Duration::ofSeconds));
  }

  /** So is none at all. */
  @Test
  @SuppressWarnings("NullAway") // that is the point
  @LookAt("what within() does without a deadline")
  public void TIME_7_a_missing_deadline_is_refused() {
    try (var peer = ScriptedPeer.silent()) {
      var operation = model().ask(peer.peer(), "hello");
      Ends.refused(
          "no deadline", NullPointerException.class, () -> model().within(null, operation));
      assertThat(peer.connections()).as("connects").isEmpty();
    }
  }

  /**
   * Longer than any clock runs is no deadline. A failure usually means that a duration overflowed
   * on its way to nanoseconds, or when it was added to now.
   */
  @Property(tries = 12)
  @LookAt("Duration.toNanos() throws beyond 292 years, and now + nanos overflows before that")
  public void TIME_7_a_deadline_beyond_the_clock_is_none(@ForAll("endless") Duration deadline)
      throws Exception {
    try (var peer =
        ScriptedPeer.playing(client -> {
          var _ = client.readLine();
          LockSupport.parkNanos(10_000_000); // time enough for a deadline that is none to pass
          client.send("here\n");
        })) {
      var what = "a deadline of " + deadline;
      var twice = within(deadline, within(deadline, model().ask(peer.peer(), "hi")));
      Ends.withReply(what, run(what, twice), "here");
    }
  }

  /** Around the ends of the clock, and beyond. */
  @Provide
  Arbitrary<Duration> endless() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            Duration.ofMillis(Long.MAX_VALUE),
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofNanos(Long.MAX_VALUE).plusNanos(1),
            Duration.ofNanos(Long.MAX_VALUE / 2)),
        Arbitraries.longs()
            .between(Duration.ofDays(365 * 150).toSeconds(), Long.MAX_VALUE)
            .map(Duration::ofSeconds));
  }

  /** The shortest deadline that there is, is one. */
  @Test
  @LookAt("durations of less than a millisecond")
  public void TIME_7_a_nanosecond_is_not_refused() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      late("a nanosecond", Duration.ofNanos(1), model().ask(peer.peer(), "hello"));
    }
  }
}
