package fiveways.checks;

import java.util.ArrayList;
import java.util.List;

/**
 * The READMEs of the models have the same headings in the same order: they are read side by side.
 */
final class SameHeadings implements HouseRule {
  private static final List<String> HEADINGS =
      List.of(
          "## Predict, then run",
          "## The idea",
          "## How each scenario reads",
          "## What it costs",
          "## Where it breaks",
          "## What it does better than the others",
          "## Files");

  @Override
  public String name() {
    return "same-headings";
  }

  @Override
  public List<Finding> check(House house) {
    var findings = new ArrayList<Finding>();
    for (var model : house.models()) {
      var readme = model.folder() + "/README.md";
      if (!house.has(readme)) {
        findings.add(new Finding(readme, 1, name(), "every model has a README: write it"));
        continue;
      }
      var headings =
          Markdown.of(house.lines(readme)).headings().stream()
              .filter(heading -> heading.text().startsWith("## "))
              .toList();
      if (!headings.stream().map(Markdown.Piece::text).toList().equals(HEADINGS)) {
        findings.add(
            new Finding(
                readme,
                headings.isEmpty() ? 1 : headings.getFirst().line(),
                name(),
                "its headings are not those of every model: they are, in this order, "
                    + String.join(", ", HEADINGS)));
      }
    }
    return findings;
  }
}
