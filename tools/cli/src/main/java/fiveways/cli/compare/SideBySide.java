package fiveways.cli.compare;

import com.github.difflib.DiffUtils;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.measure.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Two files in two columns: what belongs together stands side by side. */
final class SideBySide {
  /** A line of one column; what differs is to be seen. */
  private record Cell(String text, Style style) {
    static final Cell NOTHING = new Cell("", Style.PLAIN);
  }

  private final Terminal terminal;
  private final int column;

  /**
   * @param width of both columns and what is between them
   */
  SideBySide(Terminal terminal, int width) {
    this.terminal = terminal;
    this.column = (width - 3) / 2;
  }

  /** What stands above the columns. */
  void head(List<String> left, List<String> right) {
    rows(cells(left, Style.STRONG), cells(right, Style.STRONG));
  }

  void show(Source left, Source right) {
    rows(cells(imports(left), Style.QUIET), cells(imports(right), Style.QUIET));
    rule(List.of());
    var before = List.<String>of();
    boolean first = true;
    for (var pair : Alignment.of(Block.of(left), Block.of(right))) {
      var regions = regions(pair);
      if (!regions.equals(before)) {
        rule(regions);
      } else if (!first) {
        row(Cell.NOTHING, Cell.NOTHING);
      }
      first = false;
      before = regions;
      rows(cells(comment(pair.left()), Style.QUIET), cells(comment(pair.right()), Style.QUIET));
      code(
          pair.left().map(Block::code).orElse(List.of()),
          pair.right().map(Block::code).orElse(List.of()));
    }
  }

  private static List<String> imports(Source source) {
    return List.of(Text.count(source.unit().getImports().size(), "import") + ", not shown");
  }

  private static List<String> comment(Optional<Block> block) {
    return block.map(Block::comment).orElse(List.of());
  }

  private static List<String> regions(Alignment.Pair pair) {
    var names = new LinkedHashSet<String>();
    pair.left().ifPresent(block -> names.addAll(block.regions()));
    pair.right().ifPresent(block -> names.addAll(block.regions()));
    return List.copyOf(names);
  }

  /** Lines that both have stand beside each other, and what differs between them from its top. */
  private void code(List<String> left, List<String> right) {
    var before = left.stream().map(String::strip).toList();
    var after = right.stream().map(String::strip).toList();
    int i = 0;
    int j = 0;
    for (var delta : DiffUtils.diff(before, after).getDeltas()) {
      int gone = delta.getSource().getPosition();
      int come = delta.getTarget().getPosition();
      rows(cells(left.subList(i, gone), Style.PLAIN), cells(right.subList(j, come), Style.PLAIN));
      i = gone + delta.getSource().size();
      j = come + delta.getTarget().size();
      rows(cells(left.subList(gone, i), Style.WORK), cells(right.subList(come, j), Style.WORK));
    }
    rows(
        cells(left.subList(i, left.size()), Style.PLAIN),
        cells(right.subList(j, right.size()), Style.PLAIN));
  }

  /** One group for each line, of as many cells as it takes. */
  private List<List<Cell>> cells(List<String> lines, Style style) {
    return lines.stream()
        .map(line ->
            Wrapped.of(line, column, terminal.glyphs()).stream()
                .map(piece -> new Cell(piece, style))
                .toList())
        .toList();
  }

  private void rows(List<List<Cell>> left, List<List<Cell>> right) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      var one = i < left.size() ? left.get(i) : List.<Cell>of();
      var other = i < right.size() ? right.get(i) : List.<Cell>of();
      for (int j = 0; j < Math.max(one.size(), other.size()); j++) {
        row(
            j < one.size() ? one.get(j) : Cell.NOTHING,
            j < other.size() ? other.get(j) : Cell.NOTHING);
      }
    }
  }

  private void row(Cell left, Cell right) {
    terminal.line(
        terminal.style(left.style(), left.text())
            + " ".repeat(column - left.text().length())
            + " "
            + terminal.quiet(terminal.glyphs().deadline())
            + (right.text().isEmpty() ? "" : " " + terminal.style(right.style(), right.text())));
  }

  /** A line across, with the names of the regions that begin. */
  private void rule(List<String> names) {
    var axis = terminal.glyphs().axis();
    var title = names.isEmpty() ? "" : axis.repeat(2) + " " + String.join(", ", names) + " ";
    terminal.line(
        terminal.style(Style.TITLE, title)
            + terminal.quiet(axis.repeat(Math.max(0, 2 * column + 3 - title.length()))));
  }
}
