package fiveways.contract.tck;

import fiveways.contract.api.Failed;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Scenario 9: who else runs between two of my steps? Both rules ask what a model is able to do. Its
 * activities add to a number that nobody guards, and what is missing in the end tells whether
 * somebody came between. An update that is lost is an event; that none is, is believed after a
 * while, and where SPEC.md expects a loss, only after a long one.
 *
 * @param <O> the model's own type of operation
 */
public abstract class TurnsContract<O> extends Contract<O> {
  private static final int ACTIVITIES = 8;

  /** As many as take a fifth of a second where one activity comes after the other. */
  private static final int ROUNDS = 8;

  /** Twice as long in each round, at most so many times. */
  private static final Duration FIRST_WINDOW = Duration.ofNanos(100_000);

  private static final int DOUBLED = 9;

  protected TurnsContract(Subject<O> subject) {
    super(subject, "TIME-4", "TIME-4");
  }

  private boolean lossIsExpectedFor(String rule) {
    return subject().expected(rule).filter(e -> e.verdict() == Verdict.LOSES).isPresent();
  }

  private int lost(Tally tally, O additions) throws InterruptedException {
    var ended = run("eight activities that add to a number", additions);
    if (ended.outcome() instanceof Failed(Exception cause)) {
      throw new AssertionError("the activities failed: " + cause, cause);
    }
    return tally.lostOf(ACTIVITIES);
  }

  /**
   * Rounds in which the eight add one each. Between looking at the number and returning it, it
   * computes for a while, in each round for longer, so that threads that run at the same time, or
   * take turns whenever the system likes, are bound to meet. LOSES: in some round the number is
   * less than eight. KEEPS: in no round.
   *
   * <p>Another verdict than the expected one means that something guards the number after all, or
   * that what is said to run alone does not.
   */
  @Test
  @LookAt("which threads the activities run in, and whether one can begin before another has ended")
  @NotRemotely("the activities have to be here, where the number is")
  public void TURN_1_eight_activities_add_without_waiting(TestReporter reporter) throws Exception {
    long longest = lossIsExpectedFor("TURN-1") ? Patience.forAnEvent().toNanos() : 0;
    long start = System.nanoTime();
    int lost = 0;
    int round = 0;
    while (lost == 0 && (round < ROUNDS || System.nanoTime() - start < longest)) {
      var tally = new Tally(FIRST_WINDOW.multipliedBy(1L << Math.min(round, DOUBLED)));
      lost = lost(tally, subject().adding(ACTIVITIES, tally));
      round++;
    }
    verdict(
        reporter,
        "TURN-1",
        lost == 0 ? Verdict.KEEPS : Verdict.LOSES,
        "%d of %d updates were lost in the last of %d rounds".formatted(lost, ACTIVITIES, round));
  }

  /**
   * Between reading and writing each of the eight asks a peer, which does not answer the first
   * before a second one has come: then two have read the same number, and an update is lost. If
   * none comes, since the first keeps the others from their turn, it answers after all.
   */
  @Test
  @LookAt("what others may do while one activity waits for its reply")
  @NotRemotely("the activities have to be here, where the number is")
  public void TURN_2_eight_activities_add_around_a_wait(TestReporter reporter) throws Exception {
    // Half of what the whole run is waited for: who was alone must have time to go on.
    var alone =
        lossIsExpectedFor("TURN-2") ? Patience.forAnEvent().dividedBy(2) : Patience.forNothing();
    var meeting = new Meeting(alone);
    try (var peer = ScriptedPeer.playing(meeting::play)) {
      var tally = new Tally(Duration.ZERO);
      var wait = model().ask(peer.peer(), "may I?");
      int lost = lost(tally, subject().addingAround(wait, ACTIVITIES, tally));
      if (peer.connections().size() != ACTIVITIES) {
        throw new AssertionError(
            "expected %d activities that each wait once, seen %d waits"
                .formatted(ACTIVITIES, peer.connections().size()));
      }
      verdict(
          reporter,
          "TURN-2",
          lost == 0 ? Verdict.KEEPS : Verdict.LOSES,
          "%d of %d updates were lost".formatted(lost, ACTIVITIES));
    }
  }

  /** The peer's part: whoever comes first waits for a second one, but not for ever. */
  private static final class Meeting {
    private final CountDownLatch two = new CountDownLatch(2);
    private final Duration alone;

    Meeting(Duration alone) {
      this.alone = alone;
    }

    void play(PeerConnection client) throws Exception {
      var _ = client.readLine();
      two.countDown();
      if (!two.await(alone.toNanos(), TimeUnit.NANOSECONDS)) {
        two.countDown(); // nobody came: from now on nobody is waited for
      }
      client.send("yes\n");
    }
  }
}
