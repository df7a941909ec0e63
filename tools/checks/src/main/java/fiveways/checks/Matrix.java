package fiveways.checks;

import fiveways.contract.tck.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The README's table: every scenario in every model, with a link to the file, the number of rules
 * that bind it, and what the model is able to do where that is a question.
 */
final class Matrix {
  private static final String SPEC = "contract/SPEC.md";
  private static final Pattern HEADING = Pattern.compile("^## (\\d+ (\\w+): .*)$");

  private Matrix() {}

  static String of(House house) {
    var models = house.models();
    var rows = new StringBuilder();
    row(rows, "", models.stream().map(m -> "[%s](%s)".formatted(m.title(), m.folder())));
    rows.append("| --- ".repeat(models.size() + 1)).append("|\n");
    scenarios(house)
        .forEach((scenario, rules) -> {
          var name = scenario.replaceFirst("^\\d+ (\\w+):.*", "$1");
          row(
              rows,
              "**[%s](%s#%s)**, %d rules".formatted(name, SPEC, anchor(scenario), rules.size()),
              models.stream().map(m -> file(house, m, name)));
          rules.stream()
              .filter(rule -> rule.kind() == Spec.Kind.CAN)
              .forEach(rule ->
                  row(
                      rows,
                      "%s: %s".formatted(rule.id(), question(rule)),
                      models.stream().map(m -> verdict(rule, m))));
        });
    return rows.toString();
  }

  private static void row(StringBuilder rows, String first, Stream<String> others) {
    rows.append("| %s | %s |\n".formatted(first, others.collect(Collectors.joining(" | "))));
  }

  /** What is only asked of a model, and not built, stands among its tests. */
  private static String file(House house, Leaf model, String scenario) {
    var main = model.sources() + "/" + scenario + ".java";
    return Stream.of(main, main.replace("/src/main/", "/src/test/"))
        .filter(house::has)
        .findFirst()
        .map(file -> "[%s.java](%s)".formatted(scenario, file))
        .orElse("to come");
  }

  private static String question(Spec.Rule rule) {
    return rule.text().replaceFirst("[.,:].*", "");
  }

  private static String verdict(Spec.Rule rule, Leaf model) {
    return Spec.expected().stream()
        .filter(e -> e.rule().equals(rule.id()) && e.model().equals(model.id()))
        .map(e -> e.verdict().toString())
        .findFirst()
        .orElse("?");
  }

  private static String anchor(String heading) {
    return heading
        .toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }

  /** SPEC.md's headings that are scenarios, and the rules below each. */
  private static Map<String, List<Spec.Rule>> scenarios(House house) {
    var scenarios = new LinkedHashMap<String, List<Spec.Rule>>();
    var heading = "";
    for (var line : house.lines(SPEC)) {
      var begins = HEADING.matcher(line);
      if (begins.matches()) {
        heading = begins.group(1);
      } else if (!heading.isEmpty() && !scenarios.containsKey(heading)) {
        var id = line.replaceFirst("^\\| ([A-Z]+-\\d+) \\|.*", "$1");
        if (Spec.rule(id).isPresent()) {
          var scenario = Spec.rule(id).orElseThrow().scenario();
          scenarios.put(
              heading, Spec.rules().stream().filter(r -> r.scenario().equals(scenario)).toList());
          heading = "";
        }
      }
    }
    return scenarios;
  }
}
