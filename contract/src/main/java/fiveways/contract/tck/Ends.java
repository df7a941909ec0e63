package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a run may have come to, asserted in the scenario's terms. */
final class Ends {
  private static final int SHOWN = 60;

  private Ends() {}

  /** It came back with this reply. */
  static void withReply(String what, Running.Ended ended, String reply) {
    assertThat(ended.outcome())
        .overridingErrorMessage(
            "%s: expected the reply %s, seen %s", what, shown(reply), shown(ended))
        .isEqualTo(new Line(reply));
  }

  /** It came back with a reply, whichever. */
  static void withAReply(String what, Running.Ended ended) {
    assertThat(ended.outcome())
        .overridingErrorMessage("%s: expected a reply, seen %s", what, shown(ended))
        .isInstanceOf(Reply.class);
  }

  static boolean isReply(Running.Ended ended, String reply) {
    return ended.outcome().equals(new Line(reply));
  }

  /** It came back with a failure of this kind, as itself. */
  static <E extends Exception> E withFailure(String what, Running.Ended ended, Class<E> kind) {
    if (ended.outcome() instanceof Failed(Exception cause) && kind.isInstance(cause)) {
      return kind.cast(cause);
    }
    throw new AssertionError(
        "%s: expected a %s, seen %s".formatted(what, kind.getName(), shown(ended)));
  }

  /**
   * It came back without a reply, and not before the deadline. Which failure it was is not asked
   * here: one rule says that, and the others are easier to read without it.
   */
  static void late(String what, Running.Ended ended, Duration deadline) {
    withoutReply(what, ended);
    notEarly(what, ended, deadline);
  }

  /** It came back, and nothing can have come in time. */
  static void withoutReply(String what, Running.Ended ended) {
    assertThat(ended.outcome())
        .overridingErrorMessage("%s: expected no reply, seen %s", what, shown(ended))
        .isNotInstanceOf(Reply.class);
  }

  /**
   * The reply that came back can have come in time: it was sent before the deadline had passed
   * since the connection was accepted, which was after the operation had begun.
   */
  static void sentInTime(String what, Duration sentAfter, Duration deadline) {
    assertThat(sentAfter)
        .overridingErrorMessage(
            "%s: taken, although it was sent %s after the connect, with a deadline of %s",
            what, shown(sentAfter), shown(deadline))
        .isLessThan(deadline);
  }

  /** What it waited in was closed, or had been when it came there. */
  static void closed(String what, Running.Ended ended) {
    assertThat(ended.outcome())
        .overridingErrorMessage("%s: expected a java.io.IOException, seen %s", what, shown(ended))
        .matches(outcome ->
            outcome instanceof Failed(IOException _)
                || outcome instanceof Failed(IllegalStateException _));
  }

  /** Waits, patiently, until the peer has seen this connection's end. */
  static void ends(String what, PeerConnection connection) {
    assertThat(Patience.comes(Patience.forAnEvent(), connection::ended))
        .overridingErrorMessage(
            "%s: the peer still sees the connection open after %s",
            what, shown(Patience.forAnEvent()))
        .isTrue();
  }

  /** It came back no earlier than this; from before {@code run} to its end, exactly. */
  static void notEarly(String what, Running.Ended ended, Duration deadline) {
    assertThat(ended.took())
        .overridingErrorMessage(
            "%s: it ended before its deadline of %s, with %s", what, shown(deadline), shown(ended))
        .isGreaterThanOrEqualTo(deadline);
  }

  /**
   * What must be refused is, at once.
   *
   * @param what is called, in the scenario's terms
   */
  static void refused(String what, Class<? extends RuntimeException> kind, ThrowingCallable call) {
    var thrown = catchThrowable(call);
    assertThat(kind.isInstance(thrown))
        .overridingErrorMessage(
            "%s: expected a %s, seen %s",
            what, kind.getName(), thrown == null ? "that it was accepted" : thrown)
        .isTrue();
  }

  /** For a message. */
  static String shown(Running.Ended ended) {
    return shown(ended.outcome()) + " after " + shown(ended.took());
  }

  /** For a message: exact, because a nanosecond too early is too early. */
  static String shown(Duration duration) {
    long nanos = Settings.nanos(duration);
    return nanos < 1_000_000
        ? decimal(nanos, 3) + " µs"
        : nanos < 1_000_000_000 ? decimal(nanos, 6) + " ms" : decimal(nanos, 9) + " s";
  }

  private static String decimal(long nanos, int scale) {
    return BigDecimal.valueOf(nanos, scale).stripTrailingZeros().toPlainString();
  }

  /** For a message. */
  static String shown(Outcome outcome) {
    return switch (outcome) {
      case Line(String text) -> "the reply " + shown(text);
      case Each(List<Outcome> outcomes) ->
          outcomes.stream().map(Ends::shown).collect(Collectors.joining(", ", "[", "]"));
      case Failed(Exception cause) -> cause.toString();
    };
  }

  /** For a message: with what cannot be seen made visible, and what is long cut short. */
  static String shown(String text) {
    var visible =
        text.chars()
            .limit(SHOWN)
            .mapToObj(Ends::visible)
            .collect(Collectors.joining("", "\"", text.length() <= SHOWN ? "\"" : "…\""));
    return text.length() <= SHOWN ? visible : visible + " (" + text.length() + " characters)";
  }

  private static String visible(int c) {
    return switch (c) {
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      case '\\' -> "\\\\";
      default -> Character.isISOControl(c) ? "\\x%02x".formatted(c) : Character.toString(c);
    };
  }
}
