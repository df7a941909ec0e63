package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.EventServer;
import java.io.EOFException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Scenario 8: pause one activity while another runs. Here is whether somebody who knows nothing of
 * it can be held, PLAY-6; the other rules are inherited.
 *
 * @param <O> the model's own type of operation
 */
public abstract class ReplayContract<O> extends ReplayEndings<O> {
  private static final int HELD_AFTER = 3;
  private static final List<String> LINES =
      IntStream.rangeClosed(1, 6).mapToObj(i -> "line " + i).toList();

  protected ReplayContract(Subject<O> subject) {
    super(subject);
  }

  /**
   * A producer that sends a line, waits for its acknowledgement and goes on, written by somebody
   * who knew nothing of being held, is held when its third acknowledgement is under way. PAUSES: no
   * fourth line comes, and when it is resumed, all the others do. NEEDS-COOPERATION: the fourth
   * line comes all the same. Where that is expected it is waited for longer, so that a slow machine
   * cannot turn it into PAUSES.
   */
  @Test
  @LookAt(
      "who decides when the producer makes its next step, and whether that can be asked to wait")
  @NotRemotely("the producer, and what could hold it, have to be written in the model's own style")
  public void PLAY_6_an_opaque_producer_is_held(TestReporter reporter) throws Exception {
    boolean pauses =
        subject().expected("PLAY-6").filter(e -> e.verdict() == Verdict.PAUSES).isPresent();
    var script = new Acknowledging<O>();
    try (var peer = ScriptedPeer.playing(script::play)) {
      var holding = subject().holding(subject().producing(peer.peer(), LINES));
      script.holding.complete(holding);
      var running = Running.run(model(), holding.operation());
      Patience.eventually("the producer sends its first lines and gets its acknowledgements")
          .until(() -> script.acknowledged.getCount() == 0 || running.hasEnded());
      boolean wentOn =
          Patience.comes(
              pauses ? Patience.forNothing() : Patience.forAnEvent(),
              () -> script.lines.get() > HELD_AFTER || running.hasEnded());
      holding.resume();
      var ended = running.await("a producer that was resumed");
      Ends.withReply("a producer", ended, EventServer.ok(LINES.size()).text());
      assertThat(script.lines.get()).as("lines that came").isEqualTo(LINES.size());
      verdict(
          reporter,
          "PLAY-6",
          wentOn ? Verdict.NEEDS_COOPERATION : Verdict.PAUSES,
          wentOn
              ? "the next line came while it was held"
              : "no line came while it was held, and the others when it was resumed");
    }
  }

  /** The peer's part: it acknowledges each line, and holds the producer before it goes on. */
  private static final class Acknowledging<O> {
    final CompletableFuture<Holding<O>> holding = new CompletableFuture<>();
    final CountDownLatch acknowledged = new CountDownLatch(HELD_AFTER);
    final AtomicInteger lines = new AtomicInteger();

    void play(PeerConnection client) throws Exception {
      try {
        while (true) {
          var _ = client.readLine();
          int number = lines.incrementAndGet();
          if (number == HELD_AFTER) {
            holding.join().hold(); // before its acknowledgement, or it might be gone already
          }
          client.send(EventServer.ok(number).bytes());
          acknowledged.countDown();
        }
      } catch (EOFException theProducerHasEnded) {
        // it has sent all
      }
    }
  }
}
