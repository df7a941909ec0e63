package fiveways.cli.exercises;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.practice.Effort;
import fiveways.practice.Manifest;
import fiveways.practice.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An exercise as a student has it.
 *
 * @param home of the course, or of what was handed out of it
 * @param slug its folder below {@code exercises}, with a slash: {@code
 *     01-blocking-threads/accept-with-a-timeout}
 */
record Exercise(Path home, String slug, Manifest manifest) {

  /** What one types: {@code accept-with-a-timeout}. */
  String name() {
    return slug.substring(slug.lastIndexOf('/') + 1);
  }

  Path folder() {
    return home.resolve("exercises").resolve(slug);
  }

  /** The folder as one types it from the course's own. */
  String shown() {
    return "exercises/" + slug;
  }

  /** The hint of this number, from 1 on; empty behind the last one. */
  Optional<String> hint(int number) throws IOException {
    var file = folder().resolve("hints").resolve(number + ".md");
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  int hints() {
    int hints = 0;
    while (Files.exists(folder().resolve("hints").resolve((hints + 1) + ".md"))) {
      hints++;
    }
    return hints;
  }

  /** Where its solution is; empty in what is handed out. */
  Optional<Path> solution() {
    return Optional.of(home.resolve("solutions").resolve(slug)).filter(Files::isDirectory);
  }

  /** The files that may be changed, as they are now. */
  Map<String, String> answer() throws IOException {
    var answer = new LinkedHashMap<String, String>();
    for (var file : manifest.mayChange()) {
      if (Files.exists(folder().resolve(file))) {
        answer.put(file, Files.readString(folder().resolve(file), UTF_8));
      }
    }
    return answer;
  }

  /** The files that may be changed, as they were in the beginning; empty if nobody knows. */
  Map<String, String> starter() throws IOException {
    var starter = new LinkedHashMap<String, String>();
    for (var file : manifest.mayChange()) {
      var kept = home.resolve("exercises/.starters").resolve(slug).resolve(file);
      var solved = home.resolve("solutions").resolve(slug).resolve(file);
      if (Files.exists(kept)) {
        starter.put(file, Files.readString(kept, UTF_8));
      } else if (Files.exists(solved)) {
        starter.put(file, Marks.starter(file, Files.readString(solved, UTF_8)));
      }
    }
    return starter;
  }

  /** What it takes us; empty if that is not written down. */
  Optional<Effort> ours() throws IOException {
    var file = folder().resolve("effort.json");
    return Files.exists(file) ? Optional.of(Effort.read(file)) : Optional.empty();
  }
}
