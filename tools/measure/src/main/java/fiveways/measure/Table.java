package fiveways.measure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of text in columns.
 *
 * @param corner above the rows' titles
 * @param columns what each of the other columns is about
 */
public record Table(String corner, List<String> columns, List<Section> sections) {

  /** Rows that belong together; the title may be empty. */
  public record Section(String title, List<Row> rows) {}

  /** A title, and a cell for each column. */
  public record Row(String title, List<String> cells) {}

  /** As Markdown has it, a row in bold for each title. */
  public String markdown() {
    var lines = Stream.<String>builder();
    lines.add(line(corner, columns));
    lines.add("| --- ".repeat(columns.size() + 1) + "|");
    for (var section : sections) {
      if (!section.title().isEmpty()) {
        lines.add(line("**" + section.title() + "**", columns.stream().map(_ -> "").toList()));
      }
      section.rows().forEach(row -> lines.add(line(row.title(), row.cells())));
    }
    return lines.build().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream())
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** In columns as wide as they have to be, numbers to the right; a blank line before a section. */
  public List<String> plain() {
    var rows = sections.stream().flatMap(section -> section.rows().stream()).toList();
    int first =
        Math.max(
            corner.length(),
            rows.stream().mapToInt(row -> row.title().length() + 2).max().orElse(0));
    var widths =
        IntStream.range(0, columns.size())
            .map(i ->
                Math.max(
                    columns.get(i).length(),
                    rows.stream().mapToInt(row -> row.cells().get(i).length()).max().orElse(0)))
            .toArray();
    var lines = Stream.<String>builder();
    lines.add(line(first, corner, widths, columns));
    for (var section : sections) {
      lines.add("");
      lines.add(section.title());
      section
          .rows()
          .forEach(row -> lines.add(line(first, "  " + row.title(), widths, row.cells())));
    }
    return lines.build().toList();
  }

  private static String line(int first, String title, int[] widths, List<String> cells) {
    var line = new StringBuilder(title).repeat(" ", Math.max(0, first - title.length()));
    for (int i = 0; i < widths.length; i++) {
      line.append("  ").repeat(" ", widths[i] - cells.get(i).length()).append(cells.get(i));
    }
    return line.toString();
  }
}
