package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The CAN rules of Timeout: what a model is able to do, shown by what peers and computations see.
 * How long is waited for a model to stop the work depends on whether SPEC.md expects it to: a slow
 * machine must not turn STOPS into BLOCKS, and where BLOCKS is expected there is nothing to come.
 *
 * @param <O> the model's own type of operation
 */
public abstract class TimeoutVerdicts<O> extends Contract<O> {
  /** Longer than any test. */
  static final Duration HOUR = Duration.ofHours(1);

  /** The second serves a machine so slow that with the first not even the work has begun. */
  private static final List<Duration> DEADLINES =
      List.of(Duration.ofMillis(150), Duration.ofSeconds(3));

  protected TimeoutVerdicts(Subject<O> subject) {
    super(subject, "TIME-4", "TIME-4");
  }

  /** The operation within the deadline, which is a good one: to refuse it is a failure. */
  protected final O within(Duration deadline, O operation) {
    try {
      return model().within(deadline, operation);
    } catch (RuntimeException refused) {
      throw new AssertionError("a deadline of " + deadline + " is refused: " + refused, refused);
    }
  }

  /** What a verdict rests on. */
  private record Witness(Verdict verdict, String evidence) {}

  private Duration watch(String rule) {
    return subject().expected(rule).filter(e -> e.verdict() == Verdict.BLOCKS).isPresent()
        ? Patience.forNothing()
        : Patience.forAnEvent();
  }

  /**
   * Two requests on one connection, by somebody who knew nothing of deadlines; the peer holds the
   * first answer back until the deadline has passed. STOPS: it sees the connection end, and no
   * second request. ABANDONS: the caller is back, and once the peer answers the second request
   * comes. BLOCKS: the second request comes while the caller still waits.
   *
   * <p>Another verdict than the expected one means that the model can do more than SPEC.md says of
   * it, or less.
   */
  @Test
  @LookAt("what the deadline does to a thread or callback that has never heard of it")
  @NotRemotely(value = "its code is not here to be read", butTheRest = true)
  public void TIME_10_what_a_deadline_does_to_an_opaque_operation(TestReporter reporter)
      throws Exception {
    if (subject().process().isEmpty()) { // another process's code is not ours to read
      assertThat(OpaqueCode.mentionsOfDeadlines(subject()))
          .as("an opaque operation knows nothing of deadlines and cancelling, but this one uses")
          .isEmpty();
    }
    for (var deadline : DEADLINES) {
      var script = new OpaqueScript();
      try (script;
          var peer = ScriptedPeer.playing(script::play)) {
        var opaque = subject().opaque(peer.peer(), "first", "second");
        var running = Running.run(model(), within(deadline, opaque));
        if (Patience.comes(deadline, () -> script.asked.getCount() == 0)) {
          var seen = opaque(peer.connection(0), script, running);
          script.answerSecond.countDown();
          var _ = running.await("an opaque operation that got all its replies");
          verdict(reporter, "TIME-10", seen.verdict(), seen.evidence());
          return;
        }
        script.letGo();
        var _ = running.await("an opaque operation that had hardly begun");
      }
    }
    throw new AssertionError("the opaque operation does not send its first request");
  }

  /** The peer's part: it answers when it is told to. */
  private static final class OpaqueScript implements AutoCloseable {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch answerFirst = new CountDownLatch(1);
    final CountDownLatch askedAgain = new CountDownLatch(1);
    final CountDownLatch answerSecond = new CountDownLatch(1);

    void play(PeerConnection client) throws Exception {
      var _ = client.readLine();
      asked.countDown();
      answerFirst.await();
      client.send("one\n");
      var _ = client.readLine();
      askedAgain.countDown();
      answerSecond.await();
      client.send("two\n");
    }

    void letGo() {
      answerFirst.countDown();
      answerSecond.countDown();
    }

    @Override
    public void close() {
      letGo();
    }
  }

  private Witness opaque(PeerConnection client, OpaqueScript script, Running running) {
    Patience.comes(watch("TIME-10"), () -> client.ended() || running.hasEnded());
    script.answerFirst.countDown();
    Patience.eventually("the opaque operation ends its connection or asks again")
        .until(() -> client.ended() || script.askedAgain.getCount() == 0);
    if (script.askedAgain.getCount() != 0) {
      return new Witness(Verdict.STOPS, "its connection ended, and no second request came");
    }
    return running.hasEnded()
        ? new Witness(Verdict.ABANDONS, "the second request came when the caller was back")
        : new Witness(Verdict.BLOCKS, "the second request came while the caller waited");
  }

  /**
   * A computation that never waits, and that this test always releases. STOPS: the caller is back,
   * and the computation asks no more whether to go on. ABANDONS: the caller is back, and it still
   * asks. BLOCKS: it still asks, and the caller waits.
   */
  @Test
  @LookAt("what could end a loop that never waits, and whether the end is awaited")
  @NotRemotely("a computation that never waits leaves no trace that a peer could see")
  public void TIME_11_what_a_deadline_does_to_a_computation(TestReporter reporter)
      throws Exception {
    for (var deadline : DEADLINES) {
      try (var spinning = new Spinning()) {
        var running = Running.run(model(), within(deadline, subject().spin(spinning)));
        if (spinning.awaitBegun(running)) {
          spinning.awaitAge(deadline);
          var seen = computation(spinning, running);
          spinning.release();
          var _ = running.await("a computation that was released");
          verdict(reporter, "TIME-11", seen.verdict(), seen.evidence());
          return;
        }
      }
    }
    throw new AssertionError("the computation does not begin before its deadline");
  }

  private Witness computation(Spinning spinning, Running running) {
    var watch = watch("TIME-11");
    if (!Patience.comes(watch, running::hasEnded)) {
      assertThat(spinning.goesOn(Patience.forAnEvent()))
          .as("the computation goes on, as the caller waits for it")
          .isTrue();
      return new Witness(Verdict.BLOCKS, "the computation went on, and the caller waited");
    }
    return spinning.goesOn(Patience.forNothing())
        ? new Witness(Verdict.ABANDONS, "the computation went on when the caller was back")
        : new Witness(Verdict.STOPS, "the computation asked no more when the caller was back");
  }

  /**
   * A description is not a run. EAGER: a connect is seen before anybody has run it, or the second
   * run does not connect again.
   */
  @Test
  @LookAt("what happens when an operation is built: nothing should, until run()")
  public void TIME_13_describing_does_nothing_and_running_twice_does_it_twice(TestReporter reporter)
      throws Exception {
    // Another one each time: whoever has not asked the peer cannot know it.
    var reply = "here " + UUID.randomUUID();
    try (var peer = ScriptedPeer.replying(reply)) {
      var described = within(HOUR, model().ask(peer.peer(), "hello"));
      boolean early = Patience.comes(Patience.forNothing(), () -> !peer.connections().isEmpty());
      var first = run("the first run of a description", described);
      Ends.withReply("the first run of a description", first, reply);
      var second = run("the second run of a description", described);
      var connects = peer.connections().size();
      boolean twice = connects == 2 && Ends.isReply(second, reply);
      verdict(
          reporter,
          "TIME-13",
          twice && !early ? Verdict.LAZY : Verdict.EAGER,
          early
              ? "a connect before anybody ran it"
              : "after two runs the peer has seen %d of two connects; the second run: %s"
                  .formatted(connects, Ends.shown(second)));
    }
  }
}
