package fiveways.cli.demo;

import fiveways.contract.tck.PeerConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * What was seen of one attempt to give a call a deadline.
 *
 * @param version which: {@code first attempt} or {@code within}
 * @param idea of the first attempt, in its own words
 * @param caller when the caller was back; empty if it was not
 * @param callerSaw what the caller came back with; empty likewise
 * @param peer when the peer saw the connection end; empty if it did not
 * @param peerSaw how the connection looked from the peer at last
 * @param dripped how many bytes the peer could send
 */
record Attempt(
    String model,
    String version,
    String idea,
    Duration deadline,
    Optional<Duration> caller,
    Optional<String> callerSaw,
    Optional<Duration> peer,
    PeerConnection.State peerSaw,
    int dripped) {

  /** Whether anything went on when the axis had come to its end; the peer is the witness. */
  boolean stillWorking() {
    return peer.isEmpty();
  }

  /** Whether the work has ended with the deadline, and the caller was told, and not too early. */
  boolean asItShouldBe() {
    return peer.filter(end -> end.compareTo(TimeoutScene.WATCHED) <= 0).isPresent()
        && endedForTheDeadline();
  }

  /** The same, however slow the machine is. */
  boolean endedForTheDeadline() {
    return peer.isPresent()
        && caller.filter(back -> back.compareTo(deadline) >= 0).isPresent()
        && callerSaw.filter("TimeoutException"::equals).isPresent();
  }

  /** The same for whoever reads JSON. */
  Json json() {
    return new Json(
        model,
        version,
        idea,
        deadline.toMillis(),
        caller.map(Duration::toMillis),
        callerSaw,
        peer.map(Duration::toMillis),
        peerSaw.name(),
        dripped,
        stillWorking());
  }

  /** {@link Attempt}, in milliseconds. */
  record Json(
      String model,
      String version,
      String idea,
      long deadlineMillis,
      Optional<Long> callerBackMillis,
      Optional<String> callerSaw,
      Optional<Long> peerSawEndMillis,
      String peerSaw,
      int bytesDripped,
      boolean stillWorking) {}
}
