package fiveways.checks;

import fiveways.checks.exercises.Exercises;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is generated is current, and nobody has written into it by hand. */
final class GeneratedText implements HouseRule {
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "README.md",
          List.of("matrix", "expressiveness"),
          Exercises.LIST,
          List.of("exercises"),
          Generated.MACHINES,
          List.of("states"));

  @Override
  public String name() {
    return "generated-text";
  }

  @Override
  public List<Finding> check(House house) {
    var findings = new ArrayList<Finding>();
    NEEDED.forEach((file, sections) ->
        sections.stream()
            .filter(section -> house.has(file))
            .filter(section -> !Sections.in(house.text(file)).contains(section))
            .map(section -> missing(file, section))
            .forEach(findings::add));
    var generated = Generated.files(house);
    generated.forEach((file, text) -> stale(house, file, text, findings));
    Exercises.in(house).stream()
        .flatMap(exercise -> house.files(exercise.starter() + "/", "").stream())
        .filter(file -> !generated.containsKey(file))
        .map(file ->
            new Finding(
                file,
                1,
                name(),
                "nothing in solutions/ makes this file: delete it, or write it there"))
        .forEach(findings::add);
    return findings;
  }

  private Finding missing(String file, String section) {
    return new Finding(
        file,
        1,
        name(),
        "it has no table between `<!-- generated:%s -->` and `<!-- /generated -->`: add the two lines, and run %s"
            .formatted(section, Generate.COMMAND));
  }

  private void stale(House house, String file, String text, List<Finding> findings) {
    if (house.has(file) && house.text(file).equals(text)) {
      return;
    }
    int line = house.has(file) ? firstDifference(house.lines(file), text.lines().toList()) : 1;
    findings.add(
        new Finding(
            file,
            line,
            name(),
            "it is not what its source makes of it: change the source, and run "
                + Generate.COMMAND));
  }

  private static int firstDifference(List<String> here, List<String> there) {
    int line = 0;
    while (line < Math.min(here.size(), there.size()) && here.get(line).equals(there.get(line))) {
      line++;
    }
    return line + 1;
  }
}
