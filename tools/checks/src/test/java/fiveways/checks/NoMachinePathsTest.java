package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoMachinePathsTest {
  private final NoMachinePaths rule = new NoMachinePaths();
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"root/x", "home/anna/x", "work/main", "tmp/w" + "t/x"})
  void a_place_on_somebodys_machine_is_found(String place) {
    Example.in(folder)
        .file("docs/a.md", "\nsee /" + place)
        .isFoundBy(rule, "docs/a.md", 2, "on somebody's machine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/usr/lib/jvm", "/home/linuxbrew/.linuxbrew", "src/work/a", "~/.jdks", "/tmp/x"})
  void places_on_every_machine_are_fine(String place) {
    Example.in(folder).file("docs/a.md", "see " + place).isFine(rule);
  }

  @Test
  void a_build_that_names_a_repository_is_found() {
    Example.in(folder)
        .file("pom.xml", "<project>\n<repository>x</repository></project>")
        .isFoundBy(rule, "pom.xml", 2, "told where to download from");
  }
}
