package fiveways.checks;

import fiveways.checks.exercises.Exercise;
import fiveways.checks.exercises.Exercises;
import fiveways.checks.exercises.Starter;
import fiveways.measure.Expressiveness;
import fiveways.measure.Parts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every file that is generated, whole or in parts, as it has to be: nothing is typed twice. */
final class Generated {
  private static final String README = "README.md";

  /** The one model whose machines are written by hand, and so can be drawn. */
  static final String MACHINES = Leaf.NONBLOCKING.folder() + "/README.md";

  private Generated() {}

  /** What each such file has to say; who wants it so writes it, who checks compares. */
  static Map<String, String> files(House house) {
    var files = new LinkedHashMap<String, String>();
    if (house.has(README)) {
      var matrix = Sections.with(house.text(README), "matrix", Matrix.of(house));
      files.put(README, Sections.with(matrix, "expressiveness", expressiveness(house)));
    }
    if (house.has(Exercises.LIST)) {
      files.put(
          Exercises.LIST,
          Sections.with(house.text(Exercises.LIST), "exercises", Exercises.table(house)));
    }
    if (house.has(MACHINES)) {
      files.put(MACHINES, Sections.with(house.text(MACHINES), "states", States.of(house)));
    }
    for (Exercise exercise : Exercises.in(house)) {
      var readme = exercise.solution() + "/README.md";
      files.put(readme, Sections.with(house.text(readme), "points", exercise.pointsTable()));
      Starter.of(exercise)
          .forEach((file, text) ->
              files.put(
                  exercise.starter() + "/" + file,
                  file.equals("README.md") ? files.get(readme) : text));
    }
    return files;
  }

  /** The few rows for the first page; the command prints them all. */
  private static String expressiveness(House house) {
    var written =
        house.models().stream()
            .map(leaf -> Parts.of(house.root(), leaf.measured()))
            .filter(parts -> !parts.scenarios().isEmpty())
            .toList();
    return new Expressiveness(written).compact().markdown()
        + "\n"
        + Expressiveness.CAVEAT
        + " What each row counts, and all the others: `./course measure`.\n";
  }
}
