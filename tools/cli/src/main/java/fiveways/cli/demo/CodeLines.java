package fiveways.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.cli.Scenario;
import fiveways.contract.api.ModelProvider;
import fiveways.measure.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Lines of code of a model's files: not blank, not only comment, no import. */
final class CodeLines {
  private final Optional<Path> home;

  /**
   * @param home of the sources; without it nothing is counted
   */
  CodeLines(Optional<Path> home) {
    this.home = home;
  }

  /** Of the file that expresses the scenario; empty if there are no sources here. */
  OptionalInt of(ModelProvider model, Scenario scenario) throws IOException {
    var file = folder(model).map(folder -> folder.resolve(scenario.type() + ".java"));
    return file.isPresent() && Files.isReadable(file.get())
        ? OptionalInt.of(count(Files.readString(file.get(), UTF_8)))
        : OptionalInt.empty();
  }

  /** Of the machinery underneath; empty if there are no sources here. */
  OptionalInt ofEngine(ModelProvider model) throws IOException {
    var engine = folder(model).map(folder -> folder.resolve("engine"));
    if (engine.isEmpty() || !Files.isDirectory(engine.get())) {
      return OptionalInt.empty();
    }
    int lines = 0;
    try (var files = Files.newDirectoryStream(engine.get(), "*.java")) {
      for (var file : files) {
        lines += count(Files.readString(file, UTF_8));
      }
    }
    return OptionalInt.of(lines);
  }

  private Optional<Path> folder(ModelProvider model) {
    var packages = model.getClass().getPackageName().replace('.', '/');
    return home.map(path ->
        path.resolve(model.folder()).resolve(Path.of("src", "main", "java")).resolve(packages));
  }

  /** As {@code course measure} counts them; 0 if this is no Java. */
  static int count(String source) {
    return Source.parse(Map.of("A.java", source)).values().stream()
        .mapToInt(parsed -> parsed.codeLines().size())
        .sum();
  }
}
