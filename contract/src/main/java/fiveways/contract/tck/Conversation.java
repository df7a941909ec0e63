package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Lines, and the steps in which a client sends and reads them, over and over until it is done.
 *
 * @param lines of any bytes
 * @param steps pieces in which they are sent and read, and pauses
 */
record Conversation(List<Words> lines, List<Step> steps) {

  /**
   * A line of so many bytes, in a pattern that small numbers describe, so that a failing sample can
   * be shrunk and read. None starts with {@code BEAT}, {@code BYE} or {@code ERR}.
   *
   * @param length in bytes, without the carriage returns
   * @param first the first byte
   * @param step from one byte to the next
   * @param returns how many carriage returns follow
   */
  record Words(int length, int first, int step, int returns) {

    String text() {
      var text = new StringBuilder(length + returns);
      for (int i = 0; i < length; i++) {
        char c = (char) ((first + i * step) & 0xFF);
        text.append(c == '\n' ? '.' : c);
      }
      return text.append("\r".repeat(returns)).toString();
    }

    @Override
    public String toString() {
      return "\"%s\"".formatted(Heard.shown(text()));
    }
  }

  /**
   * One step.
   *
   * @param send at most so many bytes
   * @param read at most so many bytes
   * @param pauseMicros and then do nothing for so long
   */
  record Step(int send, int read, int pauseMicros) {
    @Override
    public String toString() {
      return "send %d, read %d, pause %d us".formatted(send, read, pauseMicros);
    }
  }

  byte[] bytes() {
    return lines.stream()
        .map(line -> line.text() + "\n")
        .collect(Collectors.joining())
        .getBytes(ISO_8859_1);
  }

  Step step(int i) {
    return steps.get(i % steps.size());
  }

  @Override
  public String toString() {
    return "lines " + lines + " in steps " + steps;
  }

  static Arbitrary<Conversation> any() {
    return Combinators.combine(
            anyWords().list().ofMinSize(1).ofMaxSize(40),
            anyStep().list().ofMinSize(1).ofMaxSize(6))
        .as(Conversation::new);
  }

  private static Arbitrary<Words> anyWords() {
    var lengths =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 20)),
            Tuple.of(2, Arbitraries.integers().between(21, 500)),
            Tuple.of(2, Arbitraries.integers().between(4000, Line.MAX_BYTES - 2)));
    return Combinators.combine(
            lengths,
            Arbitraries.integers().between(0, 0xFF),
            Arbitraries.integers().between(1, 0xFF),
            Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(2, 1), Tuple.of(1, 2)))
        .as(Words::new);
  }

  private static Arbitrary<Step> anyStep() {
    var sizes =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.integers().between(1, 20)),
            Tuple.of(2, Arbitraries.integers().between(21, 1000)),
            Tuple.of(2, Arbitraries.integers().between(1001, 20_000)));
    return Combinators.combine(sizes, sizes, Arbitraries.integers().between(0, 3000)).as(Step::new);
  }
}
