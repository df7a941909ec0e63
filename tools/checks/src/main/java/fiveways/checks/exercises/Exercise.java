package fiveways.checks.exercises;

import fiveways.checks.House;
import fiveways.practice.Manifest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One exercise: its solution, which is the source of all, and its starter, which is made of it.
 *
 * @param slug the same below {@code exercises/} and {@code solutions/}: {@code
 *     01-blocking-threads/accept-with-a-timeout}
 */
public record Exercise(House house, String slug, Manifest manifest) {

  /** The folder of the solution, from the root of the repository. */
  public String solution() {
    return "solutions/" + slug;
  }

  /** The folder that students get. */
  public String starter() {
    return "exercises/" + slug;
  }

  /** Its rules and points, as its README shows them. */
  public String pointsTable() {
    var spec = "../".repeat(starter().split("/", -1).length) + "contract/SPEC.md";
    return manifest.rules().stream()
        .map(r -> "| [%s](%s) | %s | %d |\n".formatted(r.rule(), spec, r.here(), r.points()))
        .collect(
            Collectors.joining(
                "",
                "About %d minutes, %d points.\n\n| rule | what it means here | points |\n| --- | --- | --- |\n"
                    .formatted(manifest.minutes(), manifest.points()),
                ""));
  }

  /** What lies in a folder of the solution, without that folder's name. */
  List<String> solutionFiles(String folder) {
    var start = solution() + "/" + folder;
    return house.files(start, "").stream().map(file -> file.substring(start.length())).toList();
  }

  /** The wrong answers that students give, and the rules that each of them loses. */
  public Map<String, List<String>> wrongAnswers() {
    return Manifest.wrongAnswers(house.path(solution() + "/wrong-answers/wrong-answers.json"));
  }
}
