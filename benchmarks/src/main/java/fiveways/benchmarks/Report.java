package fiveways.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The numbers as a reader should see them: with error, allocation, and what may be concluded. */
record Report(List<Measured> measured, Conditions conditions) {
  private static final String CAVEAT =
      "noisy: compare within one run only; a difference smaller than its error is none.";
  private static final List<String> HEADER =
      List.of("row", "model", "median µs", "mean ± error", "min … max", "bytes/op");

  /** A pair of rows whose difference says what one thing costs. */
  private record Pair(String what, Row more, Row less) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("a deadline around nothing", Row.AT_ONCE_WITHIN, Row.AT_ONCE),
          new Pair("a deadline around an ask, in time", Row.ASK_WITHIN, Row.ASK),
          new Pair("the ask without the crossing", Row.ASK, Row.AT_ONCE));

  /** For a terminal. */
  String text() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.addAll(aligned());
    lines.add("");
    lines.add("What the difference between two rows says:");
    differences().forEach(line -> lines.add("  " + line));
    lines.add("");
    lines.add("What the rows are:");
    meanings().forEach(line -> lines.add("  " + line));
    lines.add("");
    lines.addAll(conditions.lines());
    conditions.busy().ifPresent(lines::add);
    lines.add(CAVEAT);
    return String.join("\n", lines);
  }

  /** For a file. */
  String markdown() {
    var lines = new ArrayList<>(List.of("# What a deadline costs", ""));
    table().forEach(cells -> lines.add("| " + String.join(" | ", cells) + " |"));
    lines.add(3, "| --- | --- | ---: | ---: | ---: | ---: |");
    lines.addAll(List.of("", "What the difference between two rows says:", ""));
    differences().forEach(line -> lines.add("- " + line));
    lines.addAll(List.of("", "What the rows are:", ""));
    meanings().forEach(line -> lines.add("- " + line));
    lines.addAll(List.of("", "Conditions:", ""));
    conditions.lines().forEach(line -> lines.add("- " + line));
    lines.add("");
    conditions.busy().ifPresent(lines::add);
    lines.addAll(List.of(CAVEAT, ""));
    return String.join("\n", lines);
  }

  private static List<String> meanings() {
    return Stream.of(Row.values()).map(row -> row.title() + ": " + row.meaning()).toList();
  }

  private List<List<String>> table() {
    return Stream.concat(Stream.of(HEADER), measured.stream().map(Report::cells)).toList();
  }

  private static List<String> cells(Measured m) {
    return List.of(
        m.row().title(),
        m.model(),
        number(m.median()),
        number(m.mean()) + " ± " + number(m.error()),
        number(m.min()) + " … " + number(m.max()),
        m.bytes().map(b -> String.format(Locale.ROOT, "%.0f", b.getPercentile(50))).orElse("?"));
  }

  private static String number(double micros) {
    return String.format(Locale.ROOT, "%.1f", micros);
  }

  private List<String> aligned() {
    var table = table();
    var widths =
        table.getFirst().stream()
            .mapToInt(head -> column(table, head).mapToInt(String::length).max().orElse(0))
            .toArray();
    return table.stream().map(cells -> aligned(cells, widths)).toList();
  }

  private static Stream<String> column(List<List<String>> table, String head) {
    int column = HEADER.indexOf(head);
    return table.stream().map(cells -> cells.get(column));
  }

  private static String aligned(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      var space = " ".repeat(widths[i] - cells.get(i).length());
      boolean left = i < 2; // names to the left, numbers to the right
      line.append(left ? cells.get(i) + space : space + cells.get(i)).append("   ");
    }
    return line.toString().stripTrailing();
  }

  private List<String> differences() {
    return PAIRS.stream()
        .flatMap(pair -> models().flatMap(model -> difference(pair, model).stream()))
        .toList();
  }

  private Stream<String> models() {
    return measured.stream().map(Measured::model).distinct();
  }

  private List<String> difference(Pair pair, String model) {
    var more = Rounds.find(measured, pair.more(), model);
    var less = Rounds.find(measured, pair.less(), model);
    if (more.isEmpty() || less.isEmpty()) {
      return List.of();
    }
    double difference = more.get().moreThan(less.get());
    double error = more.get().errorWith(less.get());
    var verdict = Math.abs(difference) > error ? "" : ": not told apart in this run";
    return List.of(
        "%s, %s: %s ± %s µs%s"
            .formatted(model, pair.what(), number(difference), number(error), verdict));
  }
}
