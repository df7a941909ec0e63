package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Op;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Deadlines within deadlines around one question.
 *
 * @param deadlines the outermost first
 */
record Nest(List<Duration> deadlines, boolean peerReplies) {
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Whether a test lives to see the end of it. */
  boolean ends() {
    return peerReplies || shortest().compareTo(LONG) < 0;
  }

  Duration shortest() {
    return deadlines.stream().sorted().findFirst().orElseThrow();
  }

  /** As data: any model can build it. */
  Op around(Op innermost) {
    var op = innermost;
    for (var deadline : deadlines.reversed()) {
      op = new Op.Within(deadline, op);
    }
    return op;
  }

  /**
   * The failure names one of these deadlines, and one that can have passed by then. While only one
   * can have, that is the shortest.
   */
  void assertNames(Exception cause, Running.Ended ended) {
    var message = String.valueOf(cause.getMessage());
    var named =
        deadlines.stream()
            .filter(deadline -> message.matches(".*\\b" + deadline + "\\b.*"))
            .distinct()
            .toList();
    assertThat(named)
        .overridingErrorMessage("%s: %s names none of the deadlines", this, cause)
        .hasSize(1);
    assertThat(named.getFirst())
        .overridingErrorMessage("%s: that deadline has not passed, %s", this, Ends.shown(ended))
        .isLessThanOrEqualTo(ended.took());
  }

  @Override
  public String toString() {
    return deadlines.stream().map(d -> "within " + d + " of ").collect(Collectors.joining())
        + (peerReplies ? "a reply" : "no reply");
  }
}
