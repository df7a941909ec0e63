package fiveways.cli;

import fiveways.contract.tck.ContractRun;
import java.time.Duration;
import java.util.Optional;

/**
 * One test of one rule, as a command shows it and a process reports it.
 *
 * @param rule the rule that the test is named after
 * @param promise what it promises, in words, from the test's name
 * @param broken the rule that was found broken, if one was
 * @param verdict what a CAN rule came out with
 * @param message what a student reads if it is broken; otherwise empty
 */
public record Tested(
    String rule,
    String promise,
    Optional<String> broken,
    Optional<String> verdict,
    Duration took,
    String message) {

  static Tested of(ContractRun.Result result) {
    return new Tested(
        result.rule(),
        promise(result.test()),
        result.broken(),
        result.verdict().map(Enum::toString),
        result.took(),
        result.failure().map(Tested::message).orElse(""));
  }

  /** {@code TIME_2_a_dripping_peer} promises "a dripping peer". */
  static String promise(String test) {
    return test.replaceFirst("^[A-Z]+_\\d+_", "").replace('_', ' ');
  }

  private static String message(Throwable failure) {
    return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
  }

  /** One line, for a pipe. */
  String toLine() {
    return String.join(
        "\t",
        "test",
        rule,
        escaped(promise),
        broken.orElse(""),
        verdict.orElse(""),
        String.valueOf(took.toNanos()),
        escaped(message));
  }

  /** What {@link #toLine} wrote; empty if it is another line. */
  static Optional<Tested> fromLine(String line) {
    var parts = line.split("\t", -1);
    if (parts.length != 7 || !parts[0].equals("test")) {
      return Optional.empty();
    }
    return Optional.of(
        new Tested(
            parts[1],
            unescaped(parts[2]),
            given(parts[3]),
            given(parts[4]),
            Duration.ofNanos(Long.parseLong(parts[5])),
            unescaped(parts[6])));
  }

  private static Optional<String> given(String part) {
    return part.isEmpty() ? Optional.empty() : Optional.of(part);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  private static String unescaped(String text) {
    var out = new StringBuilder();
    boolean escape = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (escape) {
        out.append(
            switch (c) {
              case 't' -> '\t';
              case 'r' -> '\r';
              case 'n' -> '\n';
              default -> c;
            });
      } else if (c != '\\') {
        out.append(c);
      }
      escape = !escape && c == '\\';
    }
    return out.toString();
  }
}
