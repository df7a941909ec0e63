package fiveways.checks.exercises;

import fiveways.practice.Effort;
import fiveways.practice.Marks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a starter of a solution: what students may see is copied, and in its Java files what they
 * are to write is cut out, by their {@link Marks}. What it takes to get to the solution is told,
 * too.
 */
public final class Starter {
  private static final List<String> PUBLIC_FILES = List.of("README.md", "pom.xml", "exercise.json");
  private static final List<String> PUBLIC_FOLDERS = List.of("hints/", "src/main/", "src/test/");

  private Starter() {}

  /** The files of the starter, by their paths in it. */
  public static Map<String, String> of(Exercise exercise) {
    var files = new LinkedHashMap<String, String>();
    for (var file : exercise.solutionFiles("")) {
      if (isPublic(file)) {
        var from = exercise.solution() + "/" + file;
        var text = exercise.house().text(from);
        files.put(file, file.endsWith(".java") ? Marks.starter(from, text) : text);
      }
    }
    files.put("effort.json", effort(exercise, files).json());
    return files;
  }

  private static Effort effort(Exercise exercise, Map<String, String> starter) {
    var before = new LinkedHashMap<String, String>();
    var after = new LinkedHashMap<String, String>();
    for (var file : exercise.manifest().mayChange()) {
      before.put(file, starter.getOrDefault(file, ""));
      var solution = exercise.solution() + "/" + file;
      after.put(file, Marks.solution(exercise.house().text(solution)));
    }
    return Effort.between(before, after);
  }

  static boolean isPublic(String file) {
    return PUBLIC_FILES.contains(file) || PUBLIC_FOLDERS.stream().anyMatch(file::startsWith);
  }
}
