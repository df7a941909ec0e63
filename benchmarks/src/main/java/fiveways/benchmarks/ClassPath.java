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
  private static final String PROPERTY = "java.class.path";

  private ClassPath() {}

  /** The folder of the repository; empty if whoever started this did not say. */
  static Optional<Path> home() {
    return Optional.ofNullable(System.getProperty("fiveways.home"))
        .map(home -> Path.of(home).toAbsolutePath().normalize());
  }

  /** This JVM's class path. */
  static String own() {
    return System.getProperty(PROPERTY);
  }

  /**
   * Appends the models' test classes, where the contract meets the model, for the processes that
   * are started from here: JMH hands its own class path to them, and takes it from this property.
   * Changes nothing for the classes of this JVM.
   */
  static void addTests(List<ModelProvider> models) {
    var entries = new ArrayList<>(List.of(own().split(File.pathSeparator, -1)));
    for (var model : models) {
      home()
          .map(home -> home.resolve(model.folder()).resolve("target").resolve("test-classes"))
          .filter(Files::isDirectory)
          .map(Path::toString)
          .filter(tests -> !entries.contains(tests))
          .ifPresent(entries::add);
    }
    System.setProperty(PROPERTY, String.join(File.pathSeparator, entries));
  }
}
