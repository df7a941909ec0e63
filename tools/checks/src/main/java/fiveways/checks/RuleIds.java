package fiveways.checks;

import fiveways.contract.tck.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SPEC.md names the rules: whoever names another, in code, tests or pages, means none. */
final class RuleIds implements HouseRule {
  private static final String SPEC = "contract/SPEC.md";

  /** What rules begin with, those of scenarios to come too: their ids mean nothing yet. */
  private static final String SCENARIOS = "ECHO|TIME|BEAT|RACE|PROG|MERGE|DASH|PLAY|TURN";

  private static final Pattern IN_TEXT = Pattern.compile("\\b(" + SCENARIOS + ")-([0-9]+)\\b");
  private static final Pattern IN_NAMES =
      Pattern.compile("(?<![A-Za-z0-9_])(" + SCENARIOS + ")_([0-9]+)(?=_[a-z])");
  private static final List<String> WHERE = List.of(".java", ".md", ".adoc", ".json", ".html");

  @Override
  public String name() {
    return "rule-ids";
  }

  @Override
  public List<Finding> check(House house) {
    var known = Spec.rules().stream().map(Spec.Rule::id).collect(Collectors.toSet());
    var findings = new ArrayList<Finding>();
    for (var file : house.files()) {
      if (WHERE.stream().anyMatch(file::endsWith)) {
        unknown(house, file, known, findings);
      }
    }
    untested(house, known, findings);
    return findings;
  }

  private void unknown(House house, String file, Set<String> known, List<Finding> findings) {
    var lines = house.lines(file);
    for (int i = 0; i < lines.size(); i++) {
      for (var pattern : List.of(IN_TEXT, IN_NAMES)) {
        int line = i + 1;
        pattern
            .matcher(lines.get(i))
            .results()
            .map(id -> id.group(1) + "-" + id.group(2))
            .filter(id -> !known.contains(id))
            .forEach(id ->
                findings.add(
                    new Finding(
                        file,
                        line,
                        name(),
                        id
                            + " is no rule of contract/SPEC.md: name one that is, or write the rule there first")));
      }
    }
  }

  private void untested(House house, Set<String> known, List<Finding> findings) {
    Set<String> tested = new HashSet<>();
    house
        .sources("contract/src/main/java/fiveways/contract/tck")
        .forEach(source ->
            source
                .methods()
                .forEach(
                    method -> Spec.ruleOf(method.getName().toString()).ifPresent(tested::add)));
    var lines = house.has(SPEC) ? house.lines(SPEC) : List.<String>of();
    for (int i = 0; i < lines.size(); i++) {
      var cells = lines.get(i).split("\\|", -1);
      if (cells.length == 5 && known.contains(cells[1].strip())) {
        var id = cells[1].strip();
        if (!tested.contains(id)) {
          findings.add(
              new Finding(
                  SPEC,
                  i + 1,
                  name(),
                  "no test of the contract carries %s: write %s_… in its scenario's contract class"
                      .formatted(id, id.replace('-', '_'))));
        }
      }
    }
  }
}
