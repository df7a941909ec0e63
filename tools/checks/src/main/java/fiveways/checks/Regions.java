package fiveways.checks;

import fiveways.measure.Tag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What slides and pages include by tag: every tag is ended, and what it holds fits a slide. */
final class Regions implements HouseRule {
  private static final Pattern ALMOST = Pattern.compile("//\\s*(tag|end)\\s*::");
  private static final int LINES = 20;
  private static final int COLUMNS = 90;

  private record Open(String name, int line) {}

  @Override
  public String name() {
    return "regions";
  }

  @Override
  public List<Finding> check(House house) {
    return house.files("", ".java").stream()
        .flatMap(file -> inOne(file, house.lines(file)).stream())
        .toList();
  }

  private List<Finding> inOne(String file, List<String> lines) {
    var findings = new ArrayList<Finding>();
    Deque<Open> open = new ArrayDeque<>();
    for (int number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1);
      var tag = Tag.in(line);
      if (tag.isPresent()) {
        var name = tag.get().name();
        if (tag.get().begins()) {
          open.push(new Open(name, number));
        } else if (open.isEmpty() || !open.peek().name().equals(name)) {
          findings.add(odd(file, number, name, open));
        } else {
          fits(file, lines, open.pop(), number).ifPresent(findings::add);
        }
      } else if (ALMOST.matcher(line).find() && !line.contains("\"")) {
        findings.add(
            new Finding(
                file,
                number,
                name(),
                "a tag is a line of its own, `// tag::name[]`: mend this one"));
      }
    }
    open.forEach(region ->
        findings.add(
            new Finding(
                file,
                region.line(),
                name(),
                "region %s has no end: add `// end::%s[]`"
                    .formatted(region.name(), region.name()))));
    return findings;
  }

  private Finding odd(String file, int line, String region, Deque<Open> open) {
    return new Finding(
        file,
        line,
        name(),
        "end of region %s, but %s: put `// tag::%s[]` before it, or end regions inside out"
            .formatted(
                region,
                open.isEmpty() ? "none is open" : open.peek().name() + " is the open one",
                region));
  }

  /** As a slide shows it: without its indentation, and without the tags of regions inside. */
  private Optional<Finding> fits(String file, List<String> lines, Open region, int end) {
    var shown =
        lines.subList(region.line(), end - 1).stream()
            .filter(line -> Tag.in(line).isEmpty())
            .toList();
    if (shown.size() > LINES) {
      return Optional.of(
          new Finding(
              file,
              region.line(),
              name(),
              "region %s has %d lines, and a slide shows %d: tag less, or split it"
                  .formatted(region.name(), shown.size(), LINES)));
    }
    int indent =
        shown.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return shown.stream()
        .filter(line -> line.length() - indent > COLUMNS)
        .findFirst()
        .map(line ->
            new Finding(
                file,
                region.line() + 1 + lines.subList(region.line(), end - 1).indexOf(line),
                name(),
                "%d columns in region %s, its indentation left out, and a slide shows %d: break the line"
                    .formatted(line.length() - indent, region.name(), COLUMNS)));
  }
}
