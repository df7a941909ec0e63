package fiveways.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.contract.tck.ContractRun;
import fiveways.contract.tck.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The full cross-table: every variant of the gallery against every rule. It takes some minutes, and
 * ends with 1 if a variant does not break exactly the rules that it names.
 *
 * <p>Arguments: {@code --markdown=FILE} writes the table there, too; {@code --rules=TIME} keeps to
 * those that begin like this; anything else is a part of the names of the variants wanted.
 */
final class GalleryTable {
  private static final String PATIENCE = "fiveways.patience";

  /** What a variant broke of the rules that it was held to. */
  private record Row(Gallery.Variant variant, List<String> rules, SortedSet<String> broken) {
    SortedSet<String> named() {
      var named = new TreeSet<>(variant.breaks());
      named.retainAll(rules);
      return named;
    }

    boolean asNamed() {
      return variant.isAsNamed(broken, named());
    }
  }

  private GalleryTable() {}

  public static void main(String[] arguments) throws IOException {
    if (System.getProperty(PATIENCE) == null) {
      System.setProperty(PATIENCE, "0.3"); // most runs here fail, and failing takes patience
    }
    var rules =
        Spec.testedBy(ReferenceContractTest.class).stream()
            .filter(rule -> rule.startsWith(option("--rules=", arguments).orElse("")))
            .toList();
    var wanted = List.of(arguments).stream().filter(a -> !a.startsWith("--")).toList();
    System.out.println(line("", rules, Function.identity()));
    var rows = new ArrayList<Row>();
    for (var variant : Gallery.variants()) {
      if (wanted.isEmpty() || wanted.stream().anyMatch(variant.name()::contains)) {
        rows.add(row(variant, rules));
      }
    }
    var file = option("--markdown=", arguments);
    if (file.isPresent()) {
      Files.writeString(Path.of(file.get()), markdown(rules, rows), UTF_8);
    }
    // Some mistakes leave threads behind, which must not keep this process alive.
    System.exit(rows.stream().allMatch(Row::asNamed) ? 0 : 1);
  }

  private static Optional<String> option(String name, String... arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(name))
        .map(argument -> argument.substring(name.length()))
        .findFirst();
  }

  private static Row row(Gallery.Variant variant, List<String> rules) {
    var report =
        Gallery.holding(
            variant, () -> ContractRun.of(ReferenceContractTest.class, rules::contains, _ -> {}));
    var row = new Row(variant, rules, new TreeSet<>(report.broken()));
    System.out.println(
        line(variant.name(), rules, rule -> row.broken().contains(rule) ? "BROKEN" : "ok"));
    if (!row.asNamed()) {
      System.out.println("  it names " + row.named() + "; it breaks " + row.broken());
      report.results().stream()
          .filter(result ->
              result.broken().filter(rule -> !variant.breaks().contains(rule)).isPresent())
          .forEach(result ->
              System.out.println(
                  "  "
                      + result.test()
                      + ": "
                      + result.failure().map(Throwable::getMessage).orElse("")));
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
