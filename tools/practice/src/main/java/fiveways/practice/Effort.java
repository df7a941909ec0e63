package fiveways.practice;

import fiveways.measure.Counts;
import fiveways.measure.Lines;
import fiveways.measure.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What it took to get from a starter to an answer, counted as the models' retrofits are: in code
 * lines and decision points.
 *
 * @param added code lines that the answer has more
 * @param changed code lines that stand where others stood
 * @param removed code lines that the answer has less
 * @param decisions decision points that the answer has more; negative if it has less
 */
public record Effort(int added, int changed, int removed, int decisions) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Effort NONE = new Effort(0, 0, 0, 0);

  /** As {@link #json} wrote it. */
  public static Effort read(Path file) {
    return JSON.readValue(file.toFile(), Effort.class);
  }

  /** As a file says it. */
  public String json() {
    return JSON.writeValueAsString(this) + "\n";
  }

  /**
   * From these files to those.
   *
   * @param starter the files' texts by their paths
   * @param answer the same files; one that is missing, or is no Java, counts as unchanged
   */
  public static Effort between(Map<String, String> starter, Map<String, String> answer) {
    var before = Source.parse(starter);
    var after = Source.parse(answer);
    return starter.keySet().stream()
        .map(file -> {
          var from = Optional.ofNullable(before.get(file));
          var to = Optional.ofNullable(after.get(file));
          return from.isPresent() && to.isPresent() ? between(from.get(), to.get()) : NONE;
        })
        .reduce(NONE, Effort::plus);
  }

  private static Effort between(Source from, Source to) {
    var lines = Lines.between(code(from), code(to));
    return new Effort(
        lines.added(),
        lines.changed(),
        lines.removed(),
        Counts.of(to).decisions() - Counts.of(from).decisions());
  }

  private static List<String> code(Source source) {
    return source.codeLines().stream().map(n -> source.lines().get(n - 1).strip()).toList();
  }

  private Effort plus(Effort more) {
    return new Effort(
        added + more.added,
        changed + more.changed,
        removed + more.removed,
        decisions + more.decisions);
  }
}
