package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * What a source sends: the lines that are due for it, without their carriage returns, and the
 * pieces that it sends, cut anywhere, with what it has begun of one more line.
 */
public record SentLines(List<String> lines, List<EchoBytes.Chunk> pieces) {

  /** Sends the pieces, and ends its output. */
  ScriptedPeer source() {
    return ScriptedPeer.playing(client -> {
      for (var piece : pieces) {
        client.send(piece.bytes());
        Thread.sleep(piece.pauseMillis());
      }
      client.endOutput();
    });
  }

  @Override
  public String toString() {
    return pieces.toString();
  }

  /**
   * Bytes of all kinds, the longest lines, and these.
   *
   * @param odd lines that look like something else
   */
  static Arbitrary<SentLines> any(String... odd) {
    var bytes =
        Arbitraries.bytes()
            .filter(b -> b != '\n')
            .array(byte[].class)
            .ofMaxSize(40)
            .map(b -> new String(b, ISO_8859_1));
    var longest = Arbitraries.of("x".repeat(8192), "y".repeat(8191) + "\r", "z".repeat(4096));
    var lines =
        Arbitraries.frequencyOf(
                Tuple.of(4, bytes), Tuple.of(3, Arbitraries.of(odd)), Tuple.of(1, longest))
            .list()
            .ofMaxSize(12);
    var cuts = Arbitraries.integers().between(0, 1000).list().ofMaxSize(6);
    var pauses = Arbitraries.of(0, 0, 0, 1, 3);
    return Combinators.combine(lines, bytes, cuts, pauses).as(SentLines::cut);
  }

  private static SentLines cut(List<String> lines, String rest, List<Integer> cuts, int pause) {
    var text = lines.stream().map(line -> line + "\n").collect(Collectors.joining("", "", rest));
    var at =
        Stream.concat(
                cuts.stream().map(cut -> cut * text.length() / 1000), Stream.of(text.length()))
            .sorted()
            .distinct()
            .toList();
    var pieces = new ArrayList<EchoBytes.Chunk>();
    int begin = 0;
    for (int end : at) {
      pieces.add(new EchoBytes.Chunk(text.substring(begin, end), pause));
      begin = end;
    }
    return new SentLines(lines.stream().map(SentLines::withoutCarriageReturn).toList(), pieces);
  }

  private static String withoutCarriageReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
