package fiveways.checks.exercises;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.checks.House;
import fiveways.practice.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody hands in: the files of the exercise that may be changed, by their paths.
 *
 * @param name for who reads the verdict
 */
public record Submission(String name, Map<String, String> files) {

  /** The starter as it is handed out. */
  static Submission starter(Exercise exercise) {
    return from("the starter", exercise.house(), exercise.starter(), exercise.manifest());
  }

  /** The solution. */
  static Submission solution(Exercise exercise) {
    return from("the solution", exercise.house(), exercise.solution(), exercise.manifest());
  }

  /** One of the wrong answers that students give. */
  static Submission wrongAnswer(Exercise exercise, String which) {
    var folder = exercise.solution() + "/wrong-answers/" + which;
    return from(which, exercise.house(), folder, exercise.manifest());
  }

  private static Submission from(String name, House house, String folder, Manifest manifest) {
    var files = new LinkedHashMap<String, String>();
    for (var file : manifest.mayChange()) {
      if (house.has(folder + "/" + file)) {
        files.put(file, house.text(folder + "/" + file));
      }
    }
    return new Submission(name, files);
  }

  /** Writes the submission over the starter, with the tests that judge it. */
  void writeTo(Exercise exercise, Path folder) throws IOException {
    for (var file : Starter.of(exercise).entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    for (var file : files.entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    var hidden = "src/hidden/";
    for (var file : exercise.solutionFiles(hidden)) {
      write(
          folder.resolve(hidden + file),
          exercise.house().text(exercise.solution() + "/" + hidden + file));
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
  }
}
