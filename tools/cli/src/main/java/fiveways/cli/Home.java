package fiveways.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of the repository, which the script {@code course} passes on. */
public final class Home {
  private Home() {}

  /** Empty if this is not run by the script, or from somewhere without sources. */
  public static Optional<Path> find() {
    return Optional.ofNullable(System.getProperty("fiveways.home"))
        .map(home -> Path.of(home).toAbsolutePath().normalize())
        .filter(home -> Files.isReadable(home.resolve("pom.xml")));
  }

  /**
   * Where a command keeps what it remembers: a folder under {@code target}.
   *
   * @throws Mistake if there is no repository
   */
  public static Path target() {
    return find()
        .orElseThrow(
            () -> new Mistake("start it by ./course: it must know the repository's folder"))
        .resolve(Path.of("tools", "cli", "target"));
  }
}
