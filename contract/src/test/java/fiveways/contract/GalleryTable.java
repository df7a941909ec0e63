package fiveways.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.contract.tck.ContractRun;
import fiveways.contract.tck.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The full cross-table: every variant of the gallery against every rule. It takes some minutes, and
 * ends with 1 if a variant does not break exactly the rules that it names.
 *
 * <p>Arguments: {@code --markdown=FILE} writes the table there, too; anything else is a part of the
 * names of the variants wanted.
 */
final class GalleryTable {
  private static final String PATIENCE = "fiveways.patience";
  private static final String MARKDOWN = "--markdown=";

  private record Row(Gallery.Variant variant, SortedSet<String> broken) {
    boolean asNamed() {
      return broken.equals(variant.breaks());
    }
  }

  private GalleryTable() {}

  public static void main(String[] arguments) throws IOException {
    if (System.getProperty(PATIENCE) == null) {
      System.setProperty(PATIENCE, "0.3"); // most runs here fail, and failing takes patience
    }
    var wanted = List.of(arguments).stream().filter(a -> !a.startsWith(MARKDOWN)).toList();
    var rules = Spec.testedBy(ReferenceContractTest.class);
    System.out.println(line("", rules, Function.identity()));
    var rows = new ArrayList<Row>();
    for (var variant : Gallery.variants()) {
      if (wanted.isEmpty() || wanted.stream().anyMatch(variant.name()::contains)) {
        rows.add(row(variant, rules));
      }
    }
    for (String argument : arguments) {
      if (argument.startsWith(MARKDOWN)) {
        var file = Path.of(argument.substring(MARKDOWN.length()));
        Files.writeString(file, markdown(rules, rows), UTF_8);
      }
    }
    // Some mistakes leave threads behind, which must not keep this process alive.
    System.exit(rows.stream().allMatch(Row::asNamed) ? 0 : 1);
  }

  private static Row row(Gallery.Variant variant, List<String> rules) {
    var report =
        Gallery.holding(
            variant, () -> ContractRun.of(ReferenceContractTest.class, rules::contains, _ -> {}));
    var row = new Row(variant, new TreeSet<>(report.broken()));
    System.out.println(
        line(variant.name(), rules, rule -> row.broken().contains(rule) ? "BROKEN" : "ok"));
    if (!row.asNamed()) {
      System.out.println("  it names " + variant.breaks() + "; it breaks " + row.broken());
      report.results().stream()
          .filter(result ->
              result.broken().filter(rule -> !variant.breaks().contains(rule)).isPresent())
          .forEach(result ->
              System.out.println(
                  "  " + result.test() + ": " + result.failure().map(Throwable::getMessage)));
    }
    return row;
  }

  private static String line(String name, List<String> rules, Function<String, String> cell) {
    return "%-36s".formatted(name)
        + rules.stream()
            .map(rule -> "%-8s".formatted(cell.apply(rule)))
            .collect(Collectors.joining());
  }

  private static String markdown(List<String> rules, List<Row> rows) {
    var table = new StringBuilder("| variant |");
    rules.forEach(rule -> table.append(' ').append(rule).append(" |"));
    table.append("\n| --- |").repeat(" :-: |", rules.size()).append('\n');
    for (var row : rows) {
      table.append("| ").append(row.variant().name()).append(" |");
      rules.forEach(rule -> table.append(row.broken().contains(rule) ? " ✗ |" : " |"));
      table.append('\n');
    }
    return table.toString();
  }
}
