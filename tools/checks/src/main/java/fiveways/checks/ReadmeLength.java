package fiveways.checks;

import java.util.List;

/** The README is read in one sitting. */
final class ReadmeLength implements HouseRule {
  private static final int LINES = 120;

  @Override
  public String name() {
    return "readme-length";
  }

  @Override
  public List<Finding> check(House house) {
    int lines = house.has("README.md") ? house.lines("README.md").size() : 0;
    return lines <= LINES
        ? List.of()
        : List.of(
            new Finding(
                "README.md",
                LINES + 1,
                name(),
                "%d lines, and the README has at most %d: move what is not for the first hour into docs/ or a module"
                    .formatted(lines, LINES)));
  }
}
