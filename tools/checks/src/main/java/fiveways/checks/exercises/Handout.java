package fiveways.checks.exercises;

import fiveways.checks.House;
import fiveways.practice.Marks;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What students get holds nothing of what they are to find out, under whatever name. */
final class Handout {
  /** So many lines of a test in a row, blank ones and braces left out, are no accident. */
  private static final int IN_A_ROW = 5;

  /** Nor is a line of the solution of so many characters, or a paragraph of its reasons. */
  private static final int TELLING = 30;

  private Handout() {}

  /** Where a file of {@code exercises/} repeats what only {@code solutions/} may say. */
  static List<String> leaks(Exercise exercise) {
    var secrets = secrets(exercise);
    return exercise.house().files("exercises/", "").stream()
        .flatMap(file -> leak(exercise.house(), file, secrets).stream())
        .toList();
  }

  private static Optional<String> leak(House house, String file, Set<String> secrets) {
    var lines = telling(house.lines(file));
    return Stream.concat(lines.stream(), runs(lines).stream())
        .filter(secrets::contains)
        .findFirst()
        .map(secret ->
            "%s tells students what only solutions/ may say: take out `%s`"
                .formatted(file, secret.replace("\n", " ")));
  }

  private static Set<String> secrets(Exercise exercise) {
    var secrets = new HashSet<String>();
    var starter = Starter.of(exercise);
    for (var file : exercise.solutionFiles("")) {
      var text = exercise.house().text(exercise.solution() + "/" + file);
      if (starter.containsKey(file)) {
        var shared = telling(starter.getOrDefault(file, "").lines().toList());
        telling(Marks.onlyInSolution(text)).stream()
            .filter(line -> line.length() >= TELLING && !shared.contains(line))
            .forEach(secrets::add);
      } else if (file.startsWith("src/hidden/")) {
        secrets.addAll(runs(telling(text.lines().toList())));
      } else if (file.endsWith(".md")) {
        text.lines()
            .map(String::strip)
            .filter(line -> line.length() >= TELLING)
            .forEach(secrets::add);
      }
    }
    return secrets;
  }

  /** The lines that say something. */
  private static List<String> telling(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(
            line -> line.length() > 3 && !line.matches("(import|package) .*|@\\w+|/\\*\\*|\\*/"))
        .toList();
  }

  private static List<String> runs(List<String> lines) {
    return IntStream.rangeClosed(0, lines.size() - IN_A_ROW)
        .mapToObj(i -> String.join("\n", lines.subList(i, i + IN_A_ROW)))
        .toList();
  }
}
