package fiveways.benchmarks;

import fiveways.contract.api.ModelProvider;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the processes that measure find their classes. */
final class ClassPath {
  private ClassPath() {}

  /** The folder of the repository; empty if whoever started this did not say. */
  static Optional<Path> home() {
    return Optional.ofNullable(System.getProperty("fiveways.home"))
        .map(home -> Path.of(home).toAbsolutePath().normalize());
  }

  /**
   * The same.
   *
   * @throws Mistake if whoever started this did not say
   */
  static Path homeOrMistake() {
    return home()
        .orElseThrow(
            () -> new Mistake("start it by ./course: it must know the repository's folder"));
  }

  /** This JVM's class path. */
  static String own() {
    return System.getProperty("java.class.path");
  }

  /**
   * The same with the models' test classes, where the contract meets the model: they are no
   * dependency of anything, and {@code course} has them on its own class path already.
   */
  static String withTests(List<ModelProvider> models) {
    var entries = new ArrayList<>(List.of(own().split(File.pathSeparator, -1)));
    for (var model : models) {
      home()
          .map(home -> home.resolve(model.folder()).resolve("target").resolve("test-classes"))
          .filter(Files::isDirectory)
          .map(Path::toString)
          .filter(tests -> !entries.contains(tests))
          .ifPresent(entries::add);
    }
    return String.join(File.pathSeparator, entries);
  }
}
